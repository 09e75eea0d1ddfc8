package org.juxta.xla;

/**
 * Whether an engine can be had in this process.
 *
 * @param name what the system property {@code juxta.engine} calls it
 * @param available whether it can
 * @param detail its version, or why it can't be had and what to do about that
 */
public record EngineStatus(String name, boolean available, String detail) {}

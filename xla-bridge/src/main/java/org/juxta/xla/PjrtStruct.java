package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.List;

/**
 * The layout of a struct of {@code pjrt_c_api.h}. Each begins with its own size and a pointer to
 * extensions; every other field takes eight bytes, but for the last of some.
 *
 * <p>The header only ever adds fields at the end of a struct. A plugin takes a struct of the size
 * that it was built with or a larger one, and refuses a smaller one with an error.
 *
 * @param name what the header calls it
 * @param size the header's {@code *_STRUCT_SIZE}
 * @param fields the names of the fields after the first two
 */
record PjrtStruct(String name, int size, List<String> fields) {
  private static final int HEADER = 16;

  /** {@code PJRT_NamedValue}: an option, attribute or property. */
  static final PjrtStruct NAMED_VALUE =
      of("PJRT_NamedValue", 56, "name name_size type value value_size");

  /** {@code PJRT_Program}: code and what it is written in. */
  static final PjrtStruct PROGRAM = of("PJRT_Program", 48, "code code_size format format_size");

  /** {@code PJRT_ExecuteOptions}: all zero for an ordinary call. */
  static final PjrtStruct EXECUTE_OPTIONS =
      of(
          "PJRT_ExecuteOptions",
          112,
          "send_callbacks recv_callbacks num_send_ops num_recv_ops launch_id"
              + " non_donatable_input_indices num_non_donatable_input_indices context"
              + " call_location num_tasks task_ids incarnation_ids");

  PjrtStruct {
    int aligned = (size + 7) / 8 * 8;
    if (aligned != HEADER + 8 * fields.size()) {
      throw new IllegalArgumentException(name + " has " + size + " bytes, not those of " + fields);
    }
  }

  static PjrtStruct of(String name, int size, String fields) {
    return new PjrtStruct(name, size, List.of(fields.split(" ")));
  }

  /** Where the field stands. */
  long offset(String field) {
    int i = fields.indexOf(field);
    if (i < 0) {
      throw new IllegalArgumentException(name + " has no field " + field);
    }
    return HEADER + 8L * i;
  }

  /** One such struct with its size set, and zeros. */
  MemorySegment allocate(SegmentAllocator allocator) {
    MemorySegment struct = allocator.allocate((size + 7) / 8 * 8L, 8);
    struct.fill((byte) 0);
    struct.set(JAVA_LONG, 0, size);
    return struct;
  }

  void set(MemorySegment struct, String field, long value) {
    struct.set(JAVA_LONG, offset(field), value);
  }

  void set(MemorySegment struct, String field, MemorySegment value) {
    set(struct, field, value.address());
  }

  long get(MemorySegment struct, String field) {
    return struct.get(JAVA_LONG, offset(field));
  }

  int getInt(MemorySegment struct, String field) {
    return struct.get(JAVA_INT, offset(field));
  }
}

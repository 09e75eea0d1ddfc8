package org.juxta.probability;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.tracer.Shape;

/** The handlers behind {@link Handlers}. */
final class Interpretations {
  private Interpretations() {}

  /** Gives each open site a key of its own, split off one after the other. */
  static final class Seed implements Handler {
    private Key key;

    Seed(Key key) {
      this.key = key;
    }

    @Override
    public Message process(Message message) {
      if (!message.isOpen() || message.key() != null) {
        return message;
      }
      Key[] next = key.split();
      key = next[0];
      return message.withKey(next[1]);
    }
  }

  /** Notes the sites down. */
  static final class Recorder implements Handler {
    private final SequencedMap<String, Site> sites = new LinkedHashMap<>();

    @Override
    public void finish(Site site) {
      if (sites.putIfAbsent(site.name(), site) != null) {
        throw new ModelException(
            "two sites of the model are named \"%s\"; its sites so far: %s"
                .formatted(site.name(), sites.keySet()));
      }
    }

    ModelTrace trace() {
      return new ModelTrace(sites);
    }
  }

  /**
   * Gives sample sites the values of a map, as observations or not; strictly, so that a name that
   * no site has is an error, or not.
   */
  static final class Values implements Handler {
    private final String verb;
    private final Map<String, Array> values;
    private final boolean observe;
    private final boolean strict;
    private final SequencedSet<String> seen = new LinkedHashSet<>();

    Values(String verb, Map<String, Array> values, boolean observe, boolean strict) {
      this.verb = verb;
      this.values = values;
      this.observe = observe;
      this.strict = strict;
    }

    @Override
    public Message process(Message message) {
      if (message.kind() != Site.Kind.SAMPLE) {
        return message;
      }
      seen.add(message.name());
      Array value = values.get(message.name());
      boolean applies = value != null && (observe || message.isOpen());
      return applies ? message.withValue(value, observe) : message;
    }

    @Override
    public void close() {
      Set<String> unknown =
          values.keySet().stream().filter(n -> !seen.contains(n)).collect(Collectors.toSet());
      if (strict && !unknown.isEmpty()) {
        throw new ModelException(
            "%s: the model has no sample site %s; it has %s".formatted(verb, unknown, seen));
      }
    }
  }

  /** Hides sites from the handlers around it. */
  record Hide(Predicate<String> names) implements Handler {
    @Override
    public Message process(Message message) {
      return names.test(message.name()) ? message.stop() : message;
    }
  }

  /** Multiplies log densities. */
  record ScaleBy(Array factor) implements Handler {
    @Override
    public Message process(Message message) {
      return message.scaled(factor);
    }
  }

  /** Leaves log densities out where the condition does not hold. */
  record MaskBy(Array condition) implements Handler {
    @Override
    public Message process(Message message) {
      return message.masked(condition);
    }
  }

  /** Repeats the distributions of the sites inside along a batch axis. */
  record PlateOf(Site.Plate plate) implements Handler {
    @Override
    public Message process(Message message) {
      if (message.kind() == Site.Kind.DETERMINISTIC) {
        return message;
      }
      Distribution d = message.distribution();
      Shape batch = d.batchShape();
      int axis = plate.axis();
      if (batch.rank() >= -axis && batch.dim(axis) != 1 && batch.dim(axis) != plate.size()) {
        throw new ModelException(
            "sample(\"%s\", %s) in plate(\"%s\", %d): axis %d of the batch shape must be of the plate's size, or 1"
                .formatted(
                    message.name(), Parameters.describe(d), plate.name(), plate.size(), axis));
      }
      int[] dims = Axes.ones(-axis);
      dims[0] = plate.size();
      Shape repeated = Np.broadcastShapes(batch, Shape.of(dims));
      return message.within(plate, Expanded.of(d, repeated));
    }
  }
}

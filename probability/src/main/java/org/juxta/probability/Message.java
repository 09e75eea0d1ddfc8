package org.juxta.probability;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;

/**
 * A statement of a model on its way through the handlers.
 *
 * @param value null as long as no handler has given one
 * @param key what to draw the value with, null as long as no handler has given one
 * @param stopped whether the handlers further out are not to see it
 */
record Message(
    Site.Kind kind,
    String name,
    Distribution distribution,
    @Nullable Array value,
    boolean observed,
    @Nullable Key key,
    @Nullable Array scale,
    @Nullable Array mask,
    List<Site.Plate> plates,
    boolean stopped) {

  static Message of(
      Site.Kind kind, String name, Distribution distribution, @Nullable Array observed) {
    boolean given = observed != null;
    return new Message(
        kind, name, distribution, observed, given, null, null, null, List.of(), false);
  }

  /** Whether it is a sample statement that nothing has been observed of. */
  boolean isLatent() {
    return kind == Site.Kind.SAMPLE && !observed;
  }

  /** Whether it still has to be given a value. */
  boolean isOpen() {
    return isLatent() && value == null;
  }

  Message withValue(Array newValue, boolean nowObserved) {
    return new Message(
        kind, name, distribution, newValue, nowObserved, key, scale, mask, plates, stopped);
  }

  Message withKey(Key newKey) {
    return new Message(
        kind, name, distribution, value, observed, newKey, scale, mask, plates, stopped);
  }

  Message scaled(Array factor) {
    Array product = scale == null ? factor : scale.mul(factor);
    return new Message(
        kind, name, distribution, value, observed, key, product, mask, plates, stopped);
  }

  Message masked(Array condition) {
    Array both = mask == null ? condition : Np.logicalAnd(mask, condition);
    return new Message(
        kind, name, distribution, value, observed, key, scale, both, plates, stopped);
  }

  Message within(Site.Plate plate, Distribution repeated) {
    List<Site.Plate> more = new ArrayList<>(plates);
    more.add(plate);
    return new Message(kind, name, repeated, value, observed, key, scale, mask, more, stopped);
  }

  Message stop() {
    return new Message(kind, name, distribution, value, observed, key, scale, mask, plates, true);
  }

  /** The value it has, or a draw. */
  Array resolve() {
    if (value != null) {
      return value;
    }
    if (key == null) {
      throw new ModelException(
          ("sample(\"%s\", %s) has neither a value nor a random key: run the model in"
                  + " Handlers.seed(key, …), or give the site a value by condition or substitute")
              .formatted(name, Parameters.describe(distribution)));
    }
    return distribution.sample(key);
  }

  Site site(Array resolved) {
    return new Site(kind, name, distribution, resolved, observed, scale, mask, plates);
  }
}

package org.juxta.probability;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model with its arguments: {@code Model.of(Iris::iris).bind(features, labels)}. A tree: the
 * arrays in the arguments are its leaves, so it passes through {@code Jit} and other data of the
 * same shapes compile nothing anew.
 *
 * @param arguments may hold null; can't be changed
 */
public record BoundModel(Model model, List<@Nullable Object> arguments) {
  /** Makes the model's statements, in the handlers around. */
  public void run() {
    model.run(arguments);
  }
}

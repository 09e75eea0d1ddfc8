package org.juxta.probability;

import io.vavr.Function2;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Lax;
import org.juxta.Tree;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.ShapeException;

/** A log density over trees of real numbers, and maybe data. */
final class DensityTarget extends Target {
  private final int arguments;
  private final Function2<@Nullable Object, List<@Nullable Object>, Array> logDensity;

  DensityTarget(
      int arguments, Function2<@Nullable Object, List<@Nullable Object>, Array> logDensity) {
    this.arguments = arguments;
    this.logDensity = logDensity;
  }

  /** The caller's typed function vouches for the type; a start of another one fails there. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <T> T cast(@Nullable Object value) {
    return (T) value;
  }

  @Override
  FlatTree layout(List<@Nullable Object> data, Start start) {
    if (data.size() != arguments) {
      throw new JuxtaException(
          "the log density takes %d arguments after the position, and %d were given to run"
              .formatted(arguments, data.size()));
    }
    return switch (start) {
      case Start.At at -> FlatTree.of(at.position());
      case Start.Each each -> FlatTree.of(Tree.map(a -> chain(a, 0), each.positions()));
      case Start.Uniform _, Start.Prior _ ->
          throw new JuxtaException(
              "a log density does not tell what its positions look like: give one with"
                  + " Mcmc.start(position), or one for each chain with Mcmc.starts(positions)");
    };
  }

  private static Array chain(Array positions, int chain) {
    if (positions.rank() == 0 || positions.dim(0) <= chain) {
      throw new ShapeException(
          "starts need a first axis over the chains; there is none for chain %d in %s"
              .formatted(chain, positions.type()));
    }
    Array one = Lax.sliceAlong(positions, chain, chain + 1, 0);
    return Lax.reshape(one, positions.shape().without(Ints.of(0)));
  }

  @Override
  Array potential(FlatTree layout, List<@Nullable Object> data, Array position) {
    Array value = logDensity.apply(layout.unravel(position), data);
    ArrayType type = value.type();
    if (type.shape().rank() > 0 || !type.dtype().isFloat()) {
      throw new ShapeException("a log density must be a float scalar, not " + type);
    }
    return value.astype(layout.dtype()).neg();
  }

  @Override
  SequencedMap<String, Array> sites(
      FlatTree layout, List<@Nullable Object> data, Array position) {
    return layout.sites(position);
  }

  @Override
  Array start(FlatTree layout, List<@Nullable Object> data, Start start, Key key, int chain) {
    return switch (start) {
      case Start.At at -> layout.ravel(at.position());
      case Start.Each each -> layout.ravel(Tree.map(a -> chain(a, chain), each.positions()));
      case Start.Uniform _, Start.Prior _ ->
          throw new IllegalStateException("a density has no layout for " + start);
    };
  }

  @Override
  JuxtaException cannotStart(
      FlatTree layout, List<@Nullable Object> data, HmcState state, int attempts) {
    double density = -state.potential().toDouble();
    StringBuilder values = new StringBuilder();
    layout
        .sites(state.position())
        .forEach((name, value) -> values.append("\n  %s = %s".formatted(name, value)));
    return new JuxtaException(
        "the chain can't start: %s at%s"
            .formatted(
                Double.isFinite(density)
                    ? "the gradient of the log density is not finite"
                    : "the log density is " + density,
                values));
  }
}

package org.juxta.probability;

import io.vavr.Function2;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Tree;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.ShapeException;

/**
 * A log density over trees of real numbers, and maybe data.
 *
 * @param logDensity of a tree and the data
 * @param layout how trees are vectors
 * @param data the data
 */
record DensitySpace(
    Function2<@Nullable Object, List<@Nullable Object>, Array> logDensity,
    FlatTree layout,
    List<@Nullable Object> data)
    implements Space {

  /** The caller's typed function vouches for the type; a start of another one fails there. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <T extends @Nullable Object> T cast(@Nullable Object value) {
    return (T) value;
  }

  static DensitySpace of(
      Function2<@Nullable Object, List<@Nullable Object>, Array> logDensity,
      int arguments,
      List<@Nullable Object> data,
      Start start) {
    if (data.size() != arguments) {
      throw new JuxtaException(
          "the log density takes %d arguments after the position, and %d are given to run"
              .formatted(arguments, data.size()));
    }
    FlatTree layout =
        switch (start) {
          case Start.At at -> FlatTree.of(at.position());
          case Start.Each each -> FlatTree.of(Tree.map(a -> Start.ofChain(a, 0), each.positions()));
          case Start.Uniform _, Start.Prior _ ->
              throw new JuxtaException(
                  "a log density does not tell what its positions look like: give one with"
                      + " Mcmc.startAt(position), or one for each chain with"
                      + " Mcmc.startEach(positions)");
        };
    return new DensitySpace(logDensity, layout, data);
  }

  @Override
  public int size() {
    return layout.size();
  }

  @Override
  public DType dtype() {
    return layout.dtype();
  }

  @Override
  public Array energy(Array position) {
    Array value = logDensity.apply(layout.unravel(position), data);
    ArrayType type = value.type();
    if (type.shape().rank() > 0 || !type.dtype().isFloat()) {
      throw new ShapeException("a log density must be a float scalar, not " + type);
    }
    return value.astype(layout.dtype()).neg();
  }

  @Override
  public SequencedMap<String, Array> sites(Array position) {
    return layout.sites(position);
  }

  @Override
  public @Nullable Object point(Array position) {
    return layout.unravel(position);
  }

  @Override
  public Array start(Start start, Key key, int chain) {
    return switch (start) {
      case Start.At at -> layout.ravel(at.position());
      case Start.Each each ->
          layout.ravel(Tree.map(a -> Start.ofChain(a, chain), each.positions()));
      case Start.Uniform _, Start.Prior _ ->
          throw new IllegalStateException("a density has no layout for " + start);
    };
  }

  @Override
  public JuxtaException cannotStart(HmcState last, int attempts) {
    double density = -last.potential().toDouble();
    StringBuilder values = new StringBuilder();
    layout
        .sites(last.position())
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

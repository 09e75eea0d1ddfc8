package org.juxta.tracer;

import java.util.List;
import java.util.Locale;

/**
 * Operations across the lanes of the batch that a name stands for. They are there only while a
 * function is traced for one lane: batching puts operations on all lanes in their place, so that
 * neither an evaluator nor a compiler meets one.
 */
public sealed interface Collective extends Op {
  /** The name of the batch axis. */
  String axis();

  /** How many lanes there are along it. */
  int size();

  /** What an evaluator or compiler says that meets one. */
  default TraceException unresolved() {
    return new TraceException(
        name()
            + " over the axis `"
            + axis()
            + "` is left in a program that is to run, outside of the Vmap of that name");
  }

  /** How {@link AllReduce} combines lanes. */
  enum Kind {
    SUM(Reduction.ReduceKind.SUM),
    MAX(Reduction.ReduceKind.MAX),
    MIN(Reduction.ReduceKind.MIN);

    private final Reduction.ReduceKind reduction;

    Kind(Reduction.ReduceKind reduction) {
      this.reduction = reduction;
    }

    /** The same along an axis of an array. */
    public Reduction.ReduceKind reduction() {
      return reduction;
    }
  }

  private static String described(Collective op) {
    return op.axis() + ":" + op.size();
  }

  private static ArrayType only(Collective op, List<ArrayType> operands) {
    Check.count(op, operands, 1);
    return operands.getFirst();
  }

  /** {@code ()}: the number of the lane, I32. */
  record AxisIndex(String axis, int size) implements Collective {
    @Override
    public String name() {
      return "axis_index";
    }

    @Override
    public String parameters() {
      return described(this);
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 0);
      return List.of(ArrayType.of(DType.I32));
    }
  }

  /** {@code (x)}: the values of all lanes combined, element by element. */
  record AllReduce(Kind kind, String axis, int size) implements Collective {
    @Override
    public String name() {
      return "p" + kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String parameters() {
      return described(this);
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      ArrayType x = only(this, operands);
      Check.dtype(
          kind.reduction().accepts(x.dtype()), this, operands, "not defined for this element type");
      return List.of(x);
    }
  }

  /**
   * {@code (x)}: the values of all lanes, in their order, along a new axis at {@code position}, or
   * one after the other along the axis that is there.
   *
   * @param tiled whether along the one that is there
   */
  record AllGather(String axis, int size, int position, boolean tiled) implements Collective {
    @Override
    public String name() {
      return "all_gather";
    }

    @Override
    public String parameters() {
      return described(this) + " position=" + position + (tiled ? " tiled" : "");
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      ArrayType x = only(this, operands);
      int positions = tiled ? x.rank() : x.rank() + 1;
      Check.shape(
          0 <= position && position < positions, this, operands, "the axis is out of bounds");
      return List.of(
          x.with(
              tiled
                  ? x.shape().with(position, x.shape().dim(position) * size)
                  : x.shape().insert(position, size)));
    }
  }

  /**
   * {@code (x)}: of the sum over all lanes each lane's own part along the axis at {@code position}:
   * its element there, without the axis, or its block of as many elements as there are for each
   * lane. The transpose of {@link AllGather}.
   *
   * @param tiled whether a block
   */
  record ReduceScatter(String axis, int size, int position, boolean tiled) implements Collective {
    @Override
    public String name() {
      return "psum_scatter";
    }

    @Override
    public String parameters() {
      return described(this) + " position=" + position + (tiled ? " tiled" : "");
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      ArrayType x = only(this, operands);
      Check.dtype(!x.dtype().isBool(), this, operands, "not defined for this element type");
      Check.shape(
          0 <= position && position < x.rank(), this, operands, "the axis is out of bounds");
      return List.of(x.with(parts(this, operands, position, tiled)));
    }
  }

  /** The shape of one lane's part along an axis. */
  private static Shape parts(Collective op, List<ArrayType> operands, int axis, boolean tiled) {
    Shape shape = operands.getFirst().shape();
    int n = shape.dim(axis);
    Check.shape(
        tiled ? op.size() > 0 && n % op.size() == 0 : n == op.size(),
        op,
        operands,
        "axis "
            + axis
            + (tiled ? " must have a multiple of " : " must have ")
            + op.size()
            + " elements, as many as there are lanes");
    return tiled ? shape.with(axis, n / op.size()) : shape.without(Ints.of(axis));
  }

  /**
   * {@code (x)}: lane {@code targets[i]} gets the value of lane {@code sources[i]}, and zeros if it
   * is no target.
   */
  record Permute(String axis, int size, Ints sources, Ints targets) implements Collective {
    @Override
    public String name() {
      return "ppermute";
    }

    @Override
    public String parameters() {
      return described(this) + " " + sources + "->" + targets;
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      ArrayType x = only(this, operands);
      Check.shape(
          sources.size() == targets.size()
              && sources.areDistinctBelow(size)
              && targets.areDistinctBelow(size),
          this,
          operands,
          "sources and targets must be lanes from 0 to " + (size - 1) + ", each named once");
      return List.of(x);
    }
  }

  /**
   * {@code (x)}: part i along axis {@code split} goes to lane i, which puts the parts it gets
   * together along {@code concat}: single elements along a new axis there, or blocks one after the
   * other.
   *
   * @param tiled whether blocks
   */
  record AllToAll(String axis, int size, int split, int concat, boolean tiled)
      implements Collective {
    @Override
    public String name() {
      return "all_to_all";
    }

    @Override
    public String parameters() {
      return described(this) + " split=" + split + " concat=" + concat + (tiled ? " tiled" : "");
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      ArrayType x = only(this, operands);
      Check.shape(
          0 <= split && split < x.rank() && 0 <= concat && concat < x.rank(),
          this,
          operands,
          "an axis is out of bounds");
      Shape part = parts(this, operands, split, tiled);
      return List.of(
          x.with(tiled ? part.with(concat, part.dim(concat) * size) : part.insert(concat, size)));
    }
  }
}

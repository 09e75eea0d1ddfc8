package org.juxta.transforms;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Function5;
import io.vavr.Function6;
import io.vavr.Function7;
import io.vavr.Function8;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.ArrayFunction2;
import org.juxta.ArrayFunction3;
import org.juxta.ArrayFunction4;
import org.juxta.ArrayFunction5;
import org.juxta.ArrayFunction6;
import org.juxta.ArrayFunction7;
import org.juxta.ArrayFunction8;
import org.juxta.tracer.Ints;
import org.juxta.tracer.ShapeException;

/**
 * Which axes of arguments and results run over the lanes of a batch; see {@link Vmap#axes}.
 *
 * @param in an axis for each argument, or {@link Vmap#NONE}; none at all if it is the first of
 *     every argument
 * @param result the axis of the results
 * @param name what collective operations in the function call the batch, or null
 * @param size the number of lanes, or -1 if the arguments tell
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public record VmapAxes(Ints in, int result, @Nullable String name, int size) {
  VmapAxes(Ints in) {
    this(in, 0, null, -1);
  }

  /** The lanes along {@code axis} of every result. */
  public VmapAxes out(int axis) {
    return new VmapAxes(in, axis, name, size);
  }

  /**
   * A name for the batch, by which {@link org.juxta.Lax#psum} and the other operations across lanes
   * call it while the function is traced. An inner batch of the same name hides it. As {@code
   * axis_name}.
   */
  public VmapAxes named(String axisName) {
    return new VmapAxes(in, result, axisName, size);
  }

  /**
   * The number of lanes, which is needed if no argument has an axis over them; otherwise theirs
   * must be this. As {@code axis_size}.
   */
  public VmapAxes size(int lanes) {
    if (lanes < 0) {
      throw new ShapeException("vmap of " + lanes + " lanes");
    }
    return new VmapAxes(in, result, name, lanes);
  }

  /** Over these axes of one array. */
  public Transformed1<Array, Array> of(ArrayFunction1 f) {
    return new Transformed1<>(Lanes.staged(this, 1, f, Fn.of(f)));
  }

  /** Over these axes of all arrays in one argument. */
  public <A, R> Transformed1<A, R> of(Function1<A, R> f) {
    return new Transformed1<>(Lanes.staged(this, 1, f, Fn.of(f)));
  }

  /** Over these axes of two arrays. */
  public Transformed2<Array, Array, Array> of(ArrayFunction2 f) {
    return new Transformed2<>(Lanes.staged(this, 2, f, Fn.of(f)));
  }

  /** Over these axes of all arrays in two arguments. */
  public <A, B, R> Transformed2<A, B, R> of(Function2<A, B, R> f) {
    return new Transformed2<>(Lanes.staged(this, 2, f, Fn.of(f)));
  }

  /** Over these axes of three arrays. */
  public Transformed3<Array, Array, Array, Array> of(ArrayFunction3 f) {
    return new Transformed3<>(Lanes.staged(this, 3, f, Fn.of(f)));
  }

  /** Over these axes of all arrays in three arguments. */
  public <A, B, C, R> Transformed3<A, B, C, R> of(Function3<A, B, C, R> f) {
    return new Transformed3<>(Lanes.staged(this, 3, f, Fn.of(f)));
  }

  /** Over these axes of four arrays. */
  public Transformed4<Array, Array, Array, Array, Array> of(ArrayFunction4 f) {
    return new Transformed4<>(Lanes.staged(this, 4, f, Fn.of(f)));
  }

  /** Over these axes of all arrays in four arguments. */
  public <A, B, C, D, R> Transformed4<A, B, C, D, R> of(Function4<A, B, C, D, R> f) {
    return new Transformed4<>(Lanes.staged(this, 4, f, Fn.of(f)));
  }

  /** Over these axes of five arrays. */
  public Transformed5<Array, Array, Array, Array, Array, Array> of(ArrayFunction5 f) {
    return new Transformed5<>(Lanes.staged(this, 5, f, Fn.of(f)));
  }

  /** Over these axes of all arrays in five arguments. */
  public <A, B, C, D, E, R> Transformed5<A, B, C, D, E, R> of(Function5<A, B, C, D, E, R> f) {
    return new Transformed5<>(Lanes.staged(this, 5, f, Fn.of(f)));
  }

  /** Over these axes of six arrays. */
  public Transformed6<Array, Array, Array, Array, Array, Array, Array> of(ArrayFunction6 f) {
    return new Transformed6<>(Lanes.staged(this, 6, f, Fn.of(f)));
  }

  /** Over these axes of all arrays in six arguments. */
  public <A, B, C, D, E, F, R> Transformed6<A, B, C, D, E, F, R> of(
      Function6<A, B, C, D, E, F, R> f) {
    return new Transformed6<>(Lanes.staged(this, 6, f, Fn.of(f)));
  }

  /** Over these axes of seven arrays. */
  public Transformed7<Array, Array, Array, Array, Array, Array, Array, Array> of(ArrayFunction7 f) {
    return new Transformed7<>(Lanes.staged(this, 7, f, Fn.of(f)));
  }

  /** Over these axes of all arrays in seven arguments. */
  public <A, B, C, D, E, F, G, R> Transformed7<A, B, C, D, E, F, G, R> of(
      Function7<A, B, C, D, E, F, G, R> f) {
    return new Transformed7<>(Lanes.staged(this, 7, f, Fn.of(f)));
  }

  /** Over these axes of eight arrays. */
  public Transformed8<Array, Array, Array, Array, Array, Array, Array, Array, Array> of(
      ArrayFunction8 f) {
    return new Transformed8<>(Lanes.staged(this, 8, f, Fn.of(f)));
  }

  /** Over these axes of all arrays in eight arguments. */
  public <A, B, C, D, E, F, G, H, R> Transformed8<A, B, C, D, E, F, G, H, R> of(
      Function8<A, B, C, D, E, F, G, H, R> f) {
    return new Transformed8<>(Lanes.staged(this, 8, f, Fn.of(f)));
  }
}

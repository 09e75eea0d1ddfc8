package org.juxta;

import io.vavr.Function2;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.Atom;
import org.juxta.tracer.DType;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Program;
import org.juxta.tracer.Reduction.ReduceKind;
import org.juxta.tracer.Reduction.ReduceWindow;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;

/**
 * Combinations of many elements by an associative function of two, which works element by element
 * on trees of arrays: running ones, those over whole axes, those in windows.
 */
final class Monoids {
  private Monoids() {}

  /** A function of trees as one of their arrays. */
  private record Combiner<T>(TreeDef def, Function2<T, T, T> f) {
    List<Array> apply(List<Array> a, List<Array> b) {
      T result = f.apply(def.unflatten(a), def.unflatten(b));
      Tree.Flat flat = Tree.flatten(result);
      if (!flat.def().equals(def)) {
        throw new ShapeException(
            "the combining function must return the structure it is given: expected "
                + def
                + ", found "
                + flat.def());
      }
      return flat.leaves();
    }
  }

  private static List<Array> each(List<Array> arrays, UnaryOperator<Array> f) {
    return arrays.stream().map(f).toList();
  }

  private static int commonSize(String what, List<Array> arrays, int axis) {
    if (arrays.isEmpty()) {
      throw new ShapeException(what + ": there is no array to combine the elements of");
    }
    int size = arrays.getFirst().dim(axis);
    for (Array x : arrays) {
      if (x.dim(axis) != size) {
        throw new ShapeException(
            what
                + ": the arrays must have one size along axis "
                + axis
                + ": "
                + arrays.stream().map(Array::type).toList());
      }
    }
    return size;
  }

  private static Array strided(Array x, int axis, int start, int limit, int stride) {
    int rank = x.rank();
    int end = Math.max(start, limit);
    return Lax.slice(
        x,
        Ints.fill(rank, 0).with(axis, start),
        x.shape().dims().with(axis, end),
        Ints.fill(rank, 1).with(axis, stride));
  }

  // Running

  static <T> T associativeScan(Function2<T, T, T> f, T elements, boolean reverse, int axis) {
    Tree.Flat flat = Tree.flatten(elements);
    Combiner<T> combiner = new Combiner<>(flat.def(), f);
    List<Array> leaves = flat.leaves();
    commonSize("associativeScan", leaves, axis);
    if (!reverse) {
      return flat.def().unflatten(scan(combiner, leaves, axis));
    }
    List<Array> flipped = each(leaves, x -> Np.flip(x, axis));
    return flat.def().unflatten(each(scan(combiner, flipped, axis), x -> Np.flip(x, axis)));
  }

  /** Pairs are combined, their running combinations found, and those between filled in. */
  private static List<Array> scan(Combiner<?> f, List<Array> x, int anyAxis) {
    int n = x.getFirst().dim(anyAxis);
    if (n < 2) {
      return x;
    }
    List<Array> firsts = along(x, anyAxis, 0, n - 1, 2);
    List<Array> seconds = along(x, anyAxis, 1, n, 2);
    List<Array> odd = scan(f, f.apply(firsts, seconds), anyAxis);
    List<Array> even = along(x, anyAxis, 0, 1, 1);
    int others = n - n / 2 - 1;
    if (others > 0) {
      List<Array> rest = f.apply(along(odd, anyAxis, 0, others, 1), along(x, anyAxis, 2, n, 2));
      even = zip(even, rest, (a, b) -> Np.concatenate(List.of(a, b), anyAxis));
    }
    return zip(even, odd, (a, b) -> interleave(a, b, a.shape().axis(anyAxis)));
  }

  private static List<Array> along(List<Array> x, int axis, int start, int limit, int stride) {
    return each(x, a -> strided(a, a.shape().axis(axis), start, limit, stride));
  }

  private static List<Array> zip(List<Array> a, List<Array> b, Function2<Array, Array, Array> f) {
    return IntStream.range(0, a.size()).mapToObj(i -> f.apply(a.get(i), b.get(i))).toList();
  }

  /** The elements of both in turns; the first has as many as the second or one more. */
  private static Array interleave(Array even, Array odd, int axis) {
    int pairs = odd.dim(axis);
    Array head = strided(even, axis, 0, pairs, 1);
    Array joined =
        Lax.reshape(Np.stack(List.of(head, odd), axis + 1), odd.shape().with(axis, 2 * pairs));
    return even.dim(axis) == pairs
        ? joined
        : Lax.concatenate(List.of(joined, strided(even, axis, pairs, pairs + 1, 1)), axis);
  }

  // Over whole axes

  static <T> T reduce(T operands, T inits, Function2<T, T, T> f, int... axes) {
    Tree.Flat flat = Tree.flatten(operands);
    Tree.Flat init = requireScalars("reduce", flat, inits);
    Shape shape = flat.leaves().getFirst().shape();
    Ints reduced = shape.axes(Ints.of(axes)).sorted();
    Combiner<T> combiner = new Combiner<>(flat.def(), f);
    ReduceKind kind = kind(combiner, flat.leaves());
    if (kind != null) {
      Array result = Lax.reduce(kind, flat.leaves().getFirst(), reduced);
      return isNeutral(kind, init.leaves().getFirst())
          ? flat.def().unflatten(List.of(result))
          : f.apply(inits, flat.def().unflatten(List.of(result)));
    }
    Ints kept = Ints.range(0, shape.rank()).without(reduced);
    Shape lines = new Shape(shape.dims().at(kept));
    int n = shape.dims().at(reduced).stream().reduce(1, (a, b) -> a * b);
    List<Array> first = each(init.leaves(), v -> Np.broadcastTo(v, lines));
    if (n == 0) {
      return flat.def().unflatten(first);
    }
    Shape flattened = lines.insert(lines.rank(), n);
    List<Array> x =
        each(flat.leaves(), a -> Lax.reshape(Lax.transpose(a, kept.concat(reduced)), flattened));
    List<Array> total = each(halve(combiner, x, lines.rank()), a -> Lax.reshape(a, lines));
    return flat.def().unflatten(combiner.apply(first, total));
  }

  /** Neighbours are combined in pairs until one is left. */
  private static List<Array> halve(Combiner<?> f, List<Array> x, int axis) {
    int n = x.getFirst().dim(axis);
    if (n == 1) {
      return x;
    }
    int even = n - n % 2;
    List<Array> pairs = f.apply(along(x, axis, 0, even, 2), along(x, axis, 1, even, 2));
    if (even < n) {
      pairs =
          zip(pairs, along(x, axis, even, n, 1), (a, b) -> Lax.concatenate(List.of(a, b), axis));
    }
    return halve(f, pairs, axis);
  }

  private static Tree.Flat requireScalars(String what, Tree.Flat operands, Object inits) {
    Tree.Flat flat = Tree.flatten(inits);
    List<Array> leaves = new ArrayList<>();
    if (operands.leaves().isEmpty() || !flat.def().equals(operands.def())) {
      throw new ShapeException(
          what
              + ": the first values must have the structure of the arrays: expected "
              + operands.def()
              + ", found "
              + flat.def());
    }
    for (int i = 0; i < flat.leaves().size(); i++) {
      Array init = flat.leaves().get(i);
      Array x = operands.leaves().get(i);
      if (init.rank() != 0 || !x.shape().equals(operands.leaves().getFirst().shape())) {
        throw new ShapeException(
            what
                + ": needs arrays of one shape and a scalar to start from for each, not "
                + x.type()
                + " and "
                + init.type());
      }
      leaves.add(Promotion.to(init, x.dtype()));
    }
    return new Tree.Flat(leaves, flat.def());
  }

  // In windows

  static <T> T reduceWindow(T operands, T inits, Function2<T, T, T> f, ReduceWindow shape) {
    Tree.Flat flat = Tree.flatten(operands);
    Tree.Flat init = requireScalars("reduceWindow", flat, inits);
    Combiner<T> combiner = new Combiner<>(flat.def(), f);
    List<Array> x = new ArrayList<>(flat.leaves());
    ReduceKind kind = kind(combiner, x);
    if (kind != null && isNeutral(kind, init.leaves().getFirst())) {
      return flat.def().unflatten(List.of(Lax.reduceWindow(kind, x.getFirst(), shape)));
    }
    shape.infer(List.of(Np.zeros(DType.F32, x.getFirst().shape().dims().toArray()).type()));
    x =
        new ArrayList<>(
            zip(
                x,
                init.leaves(),
                (a, v) ->
                    Lax.pad(
                        a, v, shape.low(), shape.high(), shape.baseDilation().map(d -> d - 1))));
    List<Array> windows = x;
    for (int axis = shape.window().size() - 1; axis >= 0; axis--) {
      windows = slide(combiner, windows, axis, shape);
    }
    return flat.def().unflatten(windows);
  }

  /**
   * Windows along one axis, from combinations of 1, 2, 4, … neighbours: those that the binary
   * digits of the window's size name, one after the other.
   */
  private static List<Array> slide(Combiner<?> f, List<Array> x, int axis, ReduceWindow shape) {
    int window = shape.window().get(axis);
    int apart = shape.windowDilation().get(axis);
    int stride = shape.strides().get(axis);
    int starts = x.getFirst().dim(axis) - (window - 1) * apart;
    if (starts <= 0) {
      return along(x, axis, 0, 0, 1);
    }
    List<Array> power = x;
    List<Array> sum = null;
    int done = 0;
    for (int size = 1; size <= window; size *= 2) {
      if ((window & size) != 0) {
        List<Array> next = along(power, axis, done * apart, done * apart + starts, stride);
        sum = sum == null ? next : f.apply(sum, next);
        done += size;
      }
      int length = power.getFirst().dim(axis);
      int step = size * apart;
      if (2 * size <= window) {
        power =
            f.apply(along(power, axis, 0, length - step, 1), along(power, axis, step, length, 1));
      }
    }
    return sum == null ? x : sum;
  }

  // Functions that an operation of its own stands for

  /** The kind of reduction that the function of two scalars is, if it is one. */
  private static @Nullable ReduceKind kind(Combiner<?> f, List<Array> operands) {
    if (operands.size() != 1) {
      return null;
    }
    DType dtype = operands.getFirst().dtype();
    var scalar = Np.zeros(dtype).type().strong();
    Program program =
        Trace.record(
                List.of(scalar, scalar),
                in ->
                    f.apply(List.of(Array.of(in.get(0))), List.of(Array.of(in.get(1)))).stream()
                        .map(Array::value)
                        .toList())
            .program();
    return program.equations().size() == 1 ? kind(program, program.equations().getFirst()) : null;
  }

  private static @Nullable ReduceKind kind(Program program, Equation equation) {
    List<Atom> inputs = List.copyOf(program.inputs());
    boolean ofBoth =
        equation.operands().equals(inputs) || equation.operands().equals(inputs.reversed());
    boolean alone = program.outputs().equals(List.<Atom>copyOf(equation.results()));
    return ofBoth && alone && equation.op() instanceof Elementwise.Binary(var kind)
        ? kind(kind)
        : null;
  }

  private static @Nullable ReduceKind kind(Elementwise.BinaryKind kind) {
    return switch (kind) {
      case ADD -> ReduceKind.SUM;
      case MUL -> ReduceKind.PROD;
      case MAX -> ReduceKind.MAX;
      case MIN -> ReduceKind.MIN;
      case AND -> ReduceKind.AND;
      case OR -> ReduceKind.OR;
      case XOR -> ReduceKind.XOR;
      default -> null;
    };
  }

  /** Whether a value known on the host changes nothing that it is combined with. */
  private static boolean isNeutral(ReduceKind kind, Array init) {
    if (!(init.value() instanceof Value.Concrete concrete)) {
      return false;
    }
    DType dtype = init.dtype();
    double value = concrete.toHost().getDouble(0);
    int bits = 8 * dtype.bytes();
    boolean signed = dtype.kind() == DType.Kind.SIGNED;
    return switch (kind) {
      case SUM, OR, XOR -> value == 0;
      case PROD -> value == 1;
      case MAX ->
          dtype.isFloat()
              ? value == Double.NEGATIVE_INFINITY
              : value == (signed ? -Math.scalb(1.0, bits - 1) : 0);
      case MIN -> dtype.isFloat() && value == Double.POSITIVE_INFINITY;
      case AND -> value == (dtype.isBool() ? 1 : -1) && (signed || dtype.isBool());
    };
  }
}

package org.juxta.tests;

import io.vavr.Function2;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.Callback;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tests.RandomOps.Entry;
import org.juxta.tests.snippets.CustomOpSnippets;
import org.juxta.tracer.CheckpointPolicy;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.VmapMethod;
import org.juxta.transforms.Checkpoint;
import org.juxta.transforms.CustomJvp;
import org.juxta.transforms.CustomOp;
import org.juxta.transforms.CustomVjp;
import org.juxta.transforms.CustomVmap;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Implicit;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Vjp;
import org.juxta.transforms.Vmap;

/**
 * Random loops, branches and transformed functions. Their bodies are random too, use arrays of the
 * pool around them, and draw from a seed of their own, since they may be traced more than once.
 */
final class RandomControl {
  private final RandomOps ops;

  RandomControl(RandomOps ops) {
    this.ops = ops;
  }

  List<Supplier<@Nullable Entry>> operations() {
    List<Supplier<@Nullable Entry>> operations =
        new ArrayList<>(
            List.of(
                this::scan,
                this::scan,
                this::scan,
                this::foriLoop,
                this::cond,
                this::cond,
                this::switchCase,
                this::map,
                this::jit,
                this::jit,
                this::vmap,
                this::grad,
                this::jvp,
                this::customJvp,
                this::checkpoint));
    operations.add(this::lanes);
    operations.add(this::customVmap);
    operations.add(this::linearSolve);
    operations.add(this::cube);
    if (ops.kind == RandomProgram.Kind.ANY || ops.kind == RandomProgram.Kind.REVERSE) {
      operations.add(this::customVjp);
      operations.add(this::customVjp);
    }
    if (ops.kind == RandomProgram.Kind.ANY || ops.kind == RandomProgram.Kind.FORWARD) {
      operations.add(this::whileLoop);
      operations.add(this::whileLoop);
      operations.add(this::boundedLoop);
    }
    if (ops.kind == RandomProgram.Kind.ANY) {
      operations.add(this::java);
    }
    return operations;
  }

  /** A body: what to do with a pool of its own that has some arrays of the surroundings too. */
  private final class Body {
    final long seed = ops.random.nextLong();
    final int steps = 1 + ops.below(3);
    final List<Entry> captured = new ArrayList<>();

    Body() {
      for (int i = 0, n = ops.below(3); i < n; i++) {
        captured.add(ops.pick());
      }
    }

    RandomOps run(Array... arguments) {
      return run(ops.kind, arguments);
    }

    RandomOps run(RandomProgram.Kind kind, Array... arguments) {
      RandomOps inner = new RandomOps(seed, kind, ops.numbers, ops.depth - 1);
      captured.forEach(inner::add);
      for (Array argument : arguments) {
        inner.add(argument, false);
      }
      if (captured.isEmpty() && arguments.length == 0) {
        inner.add(inner.constant(DType.F64));
      }
      inner.run(steps);
      return inner;
    }

    /** The last value as that of another array's type and shape. */
    Array like(Array x, Array... arguments) {
      return like(ops.kind, x, arguments);
    }

    Array like(RandomProgram.Kind kind, Array x, Array... arguments) {
      RandomOps inner = run(kind, arguments);
      Array last = inner.last(1).getFirst();
      Entry entry = new Entry(last, !last.dtype().isInexact());
      return RandomOps.fit(inner.as(entry, x.dtype()), x.shape());
    }
  }

  /** What a loop carries on: of floats and complex numbers, partly what it was. */
  private static Array next(Array before, Array made) {
    return before.dtype().isInexact() ? before.mul(0.5).add(made.mul(0.5)) : made;
  }

  private @Nullable Entry scan() {
    Entry entry = ops.pick();
    Array xs = entry.array();
    if (xs.rank() == 0) {
      return null;
    }
    Array carry = ops.pick().array();
    Array second = ops.pick().array();
    Body one = new Body();
    Body two = new Body();
    Body three = new Body();
    boolean reverse = ops.oneIn(2);
    int unroll = 1 + ops.below(3);
    Tuple2<Tuple2<Array, Array>, Array> result =
        Lax.scan(
            (Tuple2<Array, Array> c, Array x) ->
                Tuple.of(
                    Tuple.of(
                        next(c._1, one.like(c._1, c._1, c._2, x)),
                        next(c._2, two.like(c._2, c._2, x))),
                    three.run(c._1, x).last(1).getFirst()),
            Tuple.of(carry, second),
            xs,
            xs.dim(0),
            reverse,
            unroll);
    return new Entry(
        switch (ops.below(4)) {
          case 0 -> result._1._1;
          case 1 -> result._1._2;
          default -> result._2;
        },
        false);
  }

  private Entry foriLoop() {
    Array init = ops.pick().array();
    Body body = new Body();
    int start = ops.below(3) - 1;
    Array result =
        Lax.foriLoop(
            start, start + ops.below(4), (Array i, Array s) -> next(s, body.like(s, s, i)), init);
    return new Entry(result, false);
  }

  private Array smallCount() {
    return Np.mod(ops.integer().array().sum().astype(DType.I32), Np.array(4));
  }

  private Entry boundedLoop() {
    Array init = ops.pick().array();
    Body body = new Body();
    Array result =
        Lax.foriLoop(
            Np.array(0), smallCount(), (Array i, Array s) -> next(s, body.like(s, s, i)), init);
    return new Entry(result, false);
  }

  private Entry whileLoop() {
    Array init = ops.pick().array();
    Array second = ops.pick().array();
    Array limit = smallCount();
    Body one = new Body();
    Body two = new Body();
    var result =
        Lax.whileLoop(
            (Tuple2<Array, Tuple2<Array, Array>> s) -> s._1.lt(limit),
            s ->
                Tuple.of(
                    s._1.add(1),
                    Tuple.of(
                        next(s._2._1, one.like(s._2._1, s._2._1, s._2._2)),
                        next(s._2._2, two.like(s._2._2, s._2._2)))),
            Tuple.of(Np.array(0), Tuple.of(init, second)));
    return new Entry(ops.oneIn(2) ? result._2._1 : result._2._2, false);
  }

  private Entry cond() {
    Array x = ops.pick().array();
    Body then = new Body();
    Body otherwise = new Body();
    Array test = ops.bool().array().any();
    return new Entry(Lax.cond(test, () -> then.like(x, x), () -> otherwise.like(x, x)), false);
  }

  private Entry switchCase() {
    Array x = ops.pick().array();
    Body a = new Body();
    Body b = new Body();
    Body c = new Body();
    List<Supplier<Array>> branches =
        List.of(() -> a.like(x, x), () -> b.like(x), () -> c.like(x, x));
    return new Entry(Lax.switchCase(ops.index(), branches), false);
  }

  private @Nullable Entry map() {
    Array xs = ops.pick().array();
    if (xs.rank() == 0) {
      return null;
    }
    Body body = new Body();
    return new Entry(Lax.map((Array x) -> body.run(x).last(1).getFirst(), xs), false);
  }

  private Entry jit() {
    Array x = ops.pick().array();
    Array y = ops.pick().array();
    Body body = new Body();
    return new Entry(Jit.of((a, b) -> body.run(a, b).last(1).getFirst()).apply(x, y), false);
  }

  /** With the derivative that it has anyway, given by a rule; so it takes nothing from outside. */
  private Entry customJvp() {
    Array x = ops.pick().array();
    Array y = ops.pick().array();
    Body body = new Body();
    body.captured.clear();
    RandomProgram.Kind kind = ops.kind.inBothModes();
    Function2<Array, Array, Array> f = (a, b) -> body.run(kind, a, b).last(1).getFirst();
    var custom =
        CustomJvp.of(
            f, (p, t) -> Jvp.of((Tuple2<Array, Array> in) -> f.apply(in._1, in._2)).apply(p, t));
    return new Entry(custom.apply(x, y), false);
  }

  private Entry checkpoint() {
    Array x = ops.pick().array();
    Array y = ops.pick().array();
    Body body = new Body();
    CheckpointPolicy policy =
        switch (ops.below(5)) {
          case 0 -> CheckpointPolicy.everythingSaveable();
          case 1 -> CheckpointPolicy.dotsSaveable();
          case 2 -> CheckpointPolicy.saveOnlyTheseNames("a");
          case 3 -> CheckpointPolicy.saveAnythingExceptTheseNames("a");
          default -> CheckpointPolicy.nothingSaveable();
        };
    return new Entry(
        Checkpoint.of(policy, (a, b) -> body.run(Checkpoint.name(a, "a"), b).last(1).getFirst())
            .apply(x, y),
        false);
  }

  private @Nullable Entry vmap() {
    Array x = ops.pick().array();
    Array y = ops.pick().array();
    if (x.rank() == 0 || x.dim(0) == 0) {
      return null;
    }
    Body body = new Body();
    int axis = ops.axis(x);
    return new Entry(
        Vmap.axes(axis - (ops.oneIn(2) ? x.rank() : 0), Vmap.NONE)
            .of((a, b) -> body.run(a, b).last(1).getFirst())
            .apply(x, y),
        false);
  }

  /** A gradient inside, made small. */
  private Entry grad() {
    Array x = ops.floating().array();
    Body body = new Body();
    RandomProgram.Kind kind =
        ops.kind == RandomProgram.Kind.FORWARD ? RandomProgram.Kind.SMOOTH : ops.kind;
    if (kind == RandomProgram.Kind.ANY) {
      return new Entry(Grad.of(a -> a.sin().mul(a).mean()).apply(x).tanh(), false);
    }
    Array gradient =
        Grad.of(a -> RandomOps.scalar(List.of(body.like(kind, a, a)), a.dtype())).apply(x);
    return new Entry(gradient.tanh(), false);
  }

  private Entry jvp() {
    Array x = ops.floating().array();
    Array t = RandomOps.fit(ops.as(ops.pick(), x.dtype()), x.shape());
    Body body = new Body();
    if (ops.kind == RandomProgram.Kind.ANY) {
      return new Entry(Jvp.of(a -> a.sin().mul(a)).apply(x, t)._2.tanh(), false);
    }
    RandomProgram.Kind kind = ops.kind.inBothModes();
    return new Entry(Jvp.of(a -> body.like(kind, a, a)).apply(x, t)._2.tanh(), false);
  }

  /** With the derivative that it has anyway, in reverse mode. */
  private Entry customVjp() {
    Array x = ops.floating().array();
    Array y = RandomOps.fit(ops.as(ops.pick(), x.dtype()), x.shape());
    Body body = new Body();
    body.captured.clear();
    Function2<Array, Array, Array> f = (a, b) -> body.like(a, a, b);
    var custom =
        CustomVjp.of(
            f,
            (a, b) -> Tuple.of(f.apply(a, b), Tuple.of(a, b)),
            (Tuple2<Array, Array> kept, Array ct) ->
                Vjp.of((Tuple2<Array, Array> in) -> f.apply(in._1, in._2))
                    .apply(kept)
                    ._2
                    .apply(ct));
    return new Entry(custom.apply(x, y), false);
  }

  /** Batched as it would be anyway, by a rule. */
  private Entry customVmap() {
    Array x = ops.pick().array();
    Body body = new Body();
    body.captured.clear();
    ArrayFunction1 f = a -> body.run(a).last(1).getFirst();
    var custom = CustomVmap.of(f, (CustomVmap.Batch _, Array lanes) -> Vmap.of(f).apply(lanes));
    return new Entry(custom.apply(x), false);
  }

  /** A system with a diagonal, whose solution is known. */
  private Entry linearSolve() {
    Array x = ops.floating().array();
    Array b = RandomOps.fit(ops.as(ops.pick(), x.dtype()), x.shape());
    Array d = x.sin().add(3);
    return new Entry(Implicit.customLinearSolve(v -> d.mul(v), b, (_, v) -> v.div(d), true), false);
  }

  /** An operation with rules of its own. */
  private Entry cube() {
    Array x = ops.as(ops.floating(), DType.F64);
    return new Entry(
        CustomOp.of(new CustomOpSnippets.Cube()).apply(List.of(x.mul(0.5))).getFirst(), false);
  }

  /** A function in Java, which has no derivative. */
  private Entry java() {
    VmapMethod batched = List.of(VmapMethod.values()).get(ops.below(VmapMethod.values().length));
    Entry entry = ops.pick();
    if (entry.dtype() != DType.F64) {
      Array same = entry.array();
      return new Entry(Callback.pure(x -> x, same.type(), batched, same), entry.exact());
    }
    Array x = entry.array();
    return new Entry(Callback.pure(RandomControl::halved, x.type(), batched, x), false);
  }

  private static Array halved(Array x) {
    double[] halves = DoubleStream.of(x.toDoubles()).map(v -> v / 2).toArray();
    return Np.array(halves).reshape(x.shape());
  }

  /** Across the lanes of a batch, and with a body in each lane. */
  private @Nullable Entry lanes() {
    Array x = ops.inexact().array();
    if (x.rank() == 0 || x.dim(0) == 0) {
      return null;
    }
    int which = ops.below(COLLECTIVES);
    Body body = new Body();
    boolean nested = ops.oneIn(2);
    Array result =
        Vmap.named("lanes")
            .of((Array a) -> collective(which, nested ? next(a, body.like(a, a)) : a))
            .apply(x);
    return new Entry(result, false);
  }

  /** How many {@link #collective} knows. */
  static final int COLLECTIVES = 13;

  /** The value of a lane and those of the others, in one of several ways. */
  static Array collective(int which, Array a) {
    String lanes = "lanes";
    int n = Lax.axisSize(lanes);
    Array others = Np.stack(IntStream.range(0, n).mapToObj(i -> a.mul(1.0 / (1 + i))).toList(), 0);
    Array number = Lax.axisIndex(lanes).astype(a.dtype());
    boolean ordered = a.dtype().isFloat() && a.dtype().bytes() >= Float.BYTES;
    return switch (which) {
      case 0 -> Lax.psum(a, lanes).mul(0.3);
      case 1 -> Lax.pmean(a.sin(), lanes);
      case 2 -> Lax.allGather(a.sin(), lanes).sum(0).mul(0.3);
      case 3 -> Lax.allGather(a.ravel(), lanes, 0, true).mul(0.5);
      case 4 -> Lax.psumScatter(others, lanes, 0, false).mul(0.3);
      case 5 -> Lax.psumScatter(others.reshape(Shape.of(others.size())), lanes, 0, true).mul(0.3);
      case 6 -> Lax.ppermute(a, lanes, new int[][] {{0, n - 1}});
      case 7 -> Lax.pshuffle(a, lanes, Ints.build(n, i -> n - 1 - i).toArray());
      case 8 -> Lax.allToAll(others, lanes, 0, others.rank() - 1, false).mul(0.5);
      case 9 -> Lax.allToAll(others, lanes, 0, others.rank() - 1, true).mul(0.5);
      // Lanes are far apart: it is known which is the greatest.
      case 10 -> ordered ? greatest(a, number) : a;
      case 11 -> ordered ? least(a, number) : a;
      default -> a.mul(number).mul(0.3);
    };
  }

  private static Array greatest(Array a, Array number) {
    return Lax.pmax(a.add(number.mul(8)), "lanes").sub(Lax.pmax(number, "lanes").mul(8));
  }

  private static Array least(Array a, Array number) {
    return Lax.pmin(a.sub(number.mul(8)), "lanes").add(Lax.pmax(number, "lanes").mul(8));
  }
}

package org.juxta;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Control;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Ints;
import org.juxta.tracer.ShapeException;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;

/**
 * How loops and branches over trees become operations: their bodies are traced, what these capture
 * is passed along.
 */
final class Loops {
  private Loops() {}

  /** A traced body: its recording and the structure of what it returned. */
  private record Body(Trace.Recording recording, TreeDef results) {}

  /**
   * A loop whose condition and body have been traced, from a state that may have been converted.
   */
  private record While(TreeDef def, Trace.Recording test, Trace.Recording step, List<Array> state) {
    static <S> While of(Function1<S, Array> condition, Function1<S, S> body, S init) {
      Tree.Flat flat = Tree.flatten(init);
      List<Array> state = new ArrayList<>(flat.leaves());
      Body step =
          carry(
              "whileLoop",
              flat.def(),
              state,
              List.of(),
              (c, _) -> body.apply(flat.def().unflatten(c)),
              false);
      Trace.Recording test =
          Trace.record(
              types(state),
              inputs -> {
                Array result = condition.apply(flat.def().unflatten(Primitives.wrap(inputs)));
                requirePredicate("the condition of whileLoop", result);
                return List.of(result.value());
              });
      return new While(flat.def(), test, step.recording(), state);
    }
  }

  static <S> S whileLoop(Function1<S, Array> condition, Function1<S, S> body, S init) {
    While loop = While.of(condition, body, init);
    List<Value> operands = new ArrayList<>(loop.test.captured());
    operands.addAll(loop.step.captured());
    loop.state.forEach(s -> operands.add(s.value()));
    Control.While op = new Control.While(loop.test.program(), loop.step.program());
    return loop.def.unflatten(Primitives.wrap(Primitives.bindValues(op, operands)));
  }

  static <S> S whileLoop(
      Function1<S, Array> condition, Function1<S, S> body, S init, int maxSteps) {
    While loop = While.of(condition, body, init);
    return loop.def.unflatten(BoundedLoop.run(loop.test, loop.step, strong(loop.state), maxSteps));
  }

  private static List<Array> strong(List<Array> arrays) {
    return arrays.stream().map(a -> Lax.convert(a, a.dtype())).toList();
  }

  static <S> S foriLoop(int start, int stop, Function2<Array, S, S> body, S init, int unroll) {
    Function2<Tuple2<Array, S>, List<Array>, Tuple2<Tuple2<Array, S>, List<Array>>> step =
        (c, none) -> new Tuple2<>(new Tuple2<>(c._1.add(1), body.apply(c._1, c._2)), none);
    Tuple2<Array, S> first = new Tuple2<>(Np.array(start), init);
    return scan(step, first, List.<Array>of(), Math.max(0, stop - start), false, unroll)._1._2;
  }

  static <S> S foriLoop(Array start, Array stop, Function2<Array, S, S> body, S init) {
    DType dtype = Promotion.common(start.type(), stop.type());
    if (!dtype.isInteger() || start.rank() + stop.rank() > 0) {
      throw new ShapeException(
          "the bounds of foriLoop must be integer scalars, not "
              + start.type()
              + " and "
              + stop.type());
    }
    Array last = Lax.convert(stop, dtype);
    return whileLoop(
            (Tuple2<Array, S> s) -> s._1.lt(last),
            s -> new Tuple2<>(s._1.add(1), body.apply(s._1, s._2)),
            new Tuple2<>(Lax.convert(start, dtype), init))
        ._2;
  }

  /** The common size of the first axes in {@code xs}. */
  static int length(Object xs) {
    List<Array> leaves = Tree.leaves(xs);
    if (leaves.isEmpty()) {
      throw new ShapeException("scan over no arrays needs a length");
    }
    for (Array leaf : leaves) {
      if (leaf.rank() == 0 || leaf.dim(0) != leaves.getFirst().dim(0)) {
        throw new ShapeException(
            "scan: the arrays must have the same number of slices along their first axis: "
                + leaves.stream().map(Array::type).toList());
      }
    }
    return leaves.getFirst().dim(0);
  }

  static <C, X, Y> Tuple2<C, Y> scan(
      Function2<C, X, Tuple2<C, Y>> body, C init, X xs, int length, boolean reverse, int unroll) {
    if (unroll < 1) {
      throw new ShapeException("scan: a turn makes at least 1 step, not " + unroll);
    }
    Tree.Flat carryTree = Tree.flatten(init);
    Tree.Flat xsTree = Tree.flatten(xs);
    List<Array> state = new ArrayList<>(carryTree.leaves());
    List<ArrayType> slices = new ArrayList<>();
    for (Array x : xsTree.leaves()) {
      slices.add(x.type().with(x.shape().without(Ints.of(0))));
    }
    Body step =
        carry(
            "scan",
            carryTree.def(),
            state,
            slices,
            (c, x) -> body.apply(carryTree.def().unflatten(c), xsTree.def().unflatten(x)),
            true);
    List<Value> operands = new ArrayList<>(step.recording().captured());
    state.forEach(s -> operands.add(s.value()));
    xsTree.leaves().forEach(x -> operands.add(x.value()));
    Control.Scan op =
        new Control.Scan(step.recording().program(), state.size(), length, reverse, unroll);
    List<Array> results = Primitives.wrap(Primitives.bindValues(op, operands));
    return new Tuple2<>(
        carryTree.def().unflatten(results.subList(0, state.size())),
        step.results().unflatten(results.subList(state.size(), results.size())));
  }

  /**
   * Traces a body that carries state. A carried plain number that the body turns into an array of
   * another element type takes that type from the start ({@code state} is changed), and the body is
   * traced again.
   */
  private static Body carry(
      String what,
      TreeDef def,
      List<Array> state,
      List<ArrayType> slices,
      Function2<List<Array>, List<Array>, Object> body,
      boolean stacks) {
    for (int attempt = 0; ; attempt++) {
      List<ArrayType> types = new ArrayList<>(types(state));
      types.addAll(slices);
      TreeDef[] results = new TreeDef[1];
      List<ArrayType> carried = new ArrayList<>();
      Trace.Recording recording =
          Trace.record(
              types,
              inputs -> {
                List<Array> arrays = Primitives.wrap(inputs);
                Object out =
                    body.apply(
                        arrays.subList(0, state.size()),
                        arrays.subList(state.size(), arrays.size()));
                Object next = stacks ? ((Tuple2<?, ?>) out)._1 : out;
                Tree.Flat stacked = Tree.flatten(stacks ? ((Tuple2<?, ?>) out)._2 : List.of());
                results[0] = stacked.def();
                List<Array> leaves = new ArrayList<>(carriedLeaves(what, def, next, state));
                leaves.forEach(l -> carried.add(l.type()));
                leaves.addAll(stacked.leaves());
                return leaves.stream().map(Array::value).toList();
              });
      if (!widen(state, carried) || attempt > state.size()) {
        requireSame(what, def, state, carried);
        return new Body(recording, results[0]);
      }
    }
  }

  private static List<Array> carriedLeaves(
      String what, TreeDef def, Object next, List<Array> state) {
    Tree.Flat flat = Tree.flatten(next);
    if (!flat.def().equals(def)) {
      throw new ShapeException(
          what
              + ": the body must return the state in the structure it was given: expected "
              + def
              + ", found "
              + flat.def());
    }
    List<Array> leaves = new ArrayList<>();
    for (int i = 0; i < state.size(); i++) {
      Array leaf = flat.leaves().get(i);
      leaves.add(leaf.type().weak() ? Promotion.to(leaf, state.get(i).dtype()) : leaf);
    }
    return leaves;
  }

  /** Gives weak state the element type the body made of it; whether any changed. */
  private static boolean widen(List<Array> state, List<ArrayType> carried) {
    boolean changed = false;
    for (int i = 0; i < state.size(); i++) {
      Array s = state.get(i);
      if (s.type().weak() && s.dtype() != carried.get(i).dtype()) {
        state.set(i, Promotion.to(s, carried.get(i).dtype()));
        changed = true;
      }
    }
    return changed;
  }

  private static void requireSame(
      String what, TreeDef def, List<Array> state, List<ArrayType> carried) {
    for (int i = 0; i < state.size(); i++) {
      if (!state.get(i).type().sameAs(carried.get(i))) {
        String path = def.path(i);
        throw new ShapeException(
            what
                + ": the body changes the type of the carried value"
                + (path.isEmpty() ? "" : " `" + path + "`")
                + ": it is given "
                + state.get(i).type().strong()
                + " and returns "
                + carried.get(i).strong()
                + "; convert it with astype, or start from a value of that type");
      }
    }
  }

  static <T> T switchCase(Array index, List<? extends Supplier<T>> branches) {
    if (branches.isEmpty()) {
      throw new ShapeException("switchCase needs at least one branch");
    }
    List<Body> traced = new ArrayList<>();
    for (Supplier<T> branch : branches) {
      traced.add(branch(branch, List.of()));
    }
    List<DType> common = commonTypes(traced);
    for (int i = 0; i < traced.size(); i++) {
      if (!common.equals(dtypes(traced.get(i)))) {
        traced.set(i, branch(branches.get(i), common));
      }
    }
    List<Value> operands = new ArrayList<>(List.of(index.value()));
    traced.forEach(b -> operands.addAll(b.recording().captured()));
    Control.Cond op = new Control.Cond(traced.stream().map(b -> b.recording().program()).toList());
    return traced
        .getFirst()
        .results()
        .unflatten(Primitives.wrap(Primitives.bindValues(op, operands)));
  }

  /** The element type each result has in all branches, plain numbers giving way to arrays. */
  private static List<DType> commonTypes(List<Body> branches) {
    Body first = branches.getFirst();
    List<ArrayType> met = new ArrayList<>(first.recording().program().outputTypes());
    for (Body body : branches.subList(1, branches.size())) {
      if (!body.results().equals(first.results())) {
        throw new ShapeException(
            "cond: the branches return different structures: "
                + first.results()
                + " and "
                + body.results());
      }
      List<ArrayType> types = body.recording().program().outputTypes();
      for (int i = 0; i < met.size(); i++) {
        met.set(i, meet(met.get(i), types.get(i), first.results().path(i)));
      }
    }
    return met.stream().map(ArrayType::dtype).toList();
  }

  private static List<DType> dtypes(Body body) {
    return body.recording().program().outputTypes().stream().map(ArrayType::dtype).toList();
  }

  private static ArrayType meet(ArrayType a, ArrayType b, String path) {
    boolean promotes = a.weak() || b.weak();
    if (!a.shape().equals(b.shape()) || (a.dtype() != b.dtype() && !promotes)) {
      throw new ShapeException(
          "cond: the branches return different types"
              + (path.isEmpty() ? "" : " for `" + path + "`")
              + ": "
              + a.strong()
              + " and "
              + b.strong());
    }
    return new ArrayType(Promotion.common(a, b), a.shape(), a.weak() && b.weak());
  }

  private static Body branch(Supplier<?> branch, List<DType> dtypes) {
    TreeDef[] results = new TreeDef[1];
    Trace.Recording recording =
        Trace.record(
            List.of(),
            _ -> {
              Tree.Flat flat = Tree.flatten(branch.get());
              results[0] = flat.def();
              List<Value> values = new ArrayList<>();
              for (int i = 0; i < flat.leaves().size(); i++) {
                Array leaf = flat.leaves().get(i);
                values.add((dtypes.isEmpty() ? leaf : Promotion.to(leaf, dtypes.get(i))).value());
              }
              return values;
            });
    return new Body(recording, results[0]);
  }

  private static void requirePredicate(String what, Array x) {
    requireScalar(what, x);
    if (!x.dtype().isBool()) {
      throw new DTypeException(
          what + " must be BOOL, not " + x.type() + "; compare it, as in x.gt(0)");
    }
  }

  static void requireIndex(Array x) {
    requireScalar("the index of switchCase", x);
    if (!x.dtype().isInteger()) {
      throw new DTypeException("the index of switchCase must be an integer, not " + x.type());
    }
  }

  static void requireScalar(String what, Array x) {
    if (x.rank() != 0) {
      throw new ShapeException(what + " must be a scalar, not " + x.type());
    }
  }

  private static List<ArrayType> types(List<Array> arrays) {
    return arrays.stream().map(a -> a.type().strong()).toList();
  }
}

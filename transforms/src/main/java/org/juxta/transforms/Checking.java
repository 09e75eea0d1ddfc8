package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Call;
import org.juxta.tracer.Control;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Indexing;
import org.juxta.tracer.Op;
import org.juxta.tracer.Program;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;

/**
 * Goes through a program with the state of its checks beside its values: the number of the first
 * check that failed, and what its message is about. Without a state checks are left out.
 */
final class Checking {
  private final CheckSites sites;
  private final Inline environment = new Inline();
  private List<Array> state;

  private Checking(CheckSites sites, List<Array> state) {
    this.sites = sites;
    this.state = state;
  }

  /**
   * @param state the number of the check that failed, and all details
   */
  record Result(List<Array> state, List<Array> outputs) {
    private List<Value> values() {
      List<Array> all = new ArrayList<>(state);
      all.addAll(outputs);
      return ControlJvp.values(all);
    }
  }

  static Result run(
      CheckSites sites,
      List<Array> state,
      Program program,
      List<Array> captures,
      List<Array> inputs) {
    Checking checking = new Checking(sites, state);
    checking.environment.put(program.captures(), captures);
    checking.environment.put(program.inputs(), inputs);
    for (Equation equation : program.equations()) {
      equation.source().run(() -> checking.step(equation));
    }
    return new Result(checking.state, checking.environment.get(program.outputs()));
  }

  /** Before anything has failed. */
  static List<Array> begin(CheckSites sites) {
    List<Array> state = new ArrayList<>();
    state.add(Np.array(0));
    sites.details().forEach(type -> state.add(TransposeRules.zeros(type)));
    return state;
  }

  private void step(Equation equation) {
    Op op = equation.op();
    List<Array> x = environment.get(equation.operands());
    if (CheckSites.asked(op) != null) {
      sites.of(equation).forEach(site -> asked(site, x));
      return;
    }
    List<Array> results = sites.isIn(op) ? inside(op, x) : Primitives.bind(op, x);
    environment.put(equation.results(), results);
    for (CheckSites.Site site : sites.of(equation)) {
      automatic(site, op, x, results);
    }
  }

  private void asked(CheckSites.Site site, List<Array> x) {
    fail(site, Np.all(x.getFirst()).not(), x.subList(1, x.size()));
  }

  private void automatic(CheckSites.Site site, Op op, List<Array> x, List<Array> results) {
    switch (site.kind()) {
      case NAN -> {
        Array bad = Np.array(false);
        for (Array result : results) {
          bad = result.dtype().isInexact() ? bad.or(Np.any(Np.isnan(result))) : bad;
        }
        fail(site, bad, List.of());
      }
      case DIVISION -> fail(site, Np.any(x.get(1).eq(0)), List.of());
      case INDEX -> {
        CheckedIndex index = CheckedIndex.of((Indexing) op, x);
        fail(site, index.outside(), List.of(index.place()));
      }
      case USER -> throw new IllegalStateException("not automatic: " + op);
    }
  }

  /** Notes a check that failed, unless one has before. */
  private void fail(CheckSites.Site site, Array failed, List<Array> about) {
    if (state.isEmpty()) {
      return;
    }
    Array first = failed.and(state.getFirst().eq(0));
    List<Array> next = new ArrayList<>(state);
    next.set(0, Np.where(first, site.number(), state.getFirst()));
    for (int i = 0; i < site.count(); i++) {
      int at = 1 + site.first() + i;
      Array told = Lax.stopGradient(about.get(i)).astype(state.get(at).dtype());
      next.set(at, Np.where(first, told, state.get(at)));
    }
    state = next;
  }

  /** The results of an operation in whose programs there are checks. */
  private List<Array> inside(Op op, List<Array> x) {
    return switch (op) {
      case Control.While o -> whileLoop(o, x);
      case Control.Scan o -> scan(o, x);
      case Control.Cond o -> cond(o, x);
      case Call.Jitted o -> call(o, x, body -> new Call.Jitted(o.function(), body));
      case Call.Checkpoint o ->
          call(o, x, body -> new Call.Checkpoint(body, o.policy(), o.again()));
      case Call.CustomJvpCall o ->
          custom(o, x, body -> new Call.CustomJvpCall(o.function(), body, o.rule()));
      case Call.CustomVjpCall o ->
          custom(o, x, body -> new Call.CustomVjpCall(o.function(), body, o.rule()));
      case Call.CustomVmapCall o ->
          custom(o, x, body -> new Call.CustomVmapCall(o.function(), body, o.rule()));
      case Op _ -> Primitives.bind(op, x);
    };
  }

  /** What {@code body} gives, recorded for the state and arguments of these types. */
  private Trace.Recording recorded(List<ArrayType> types, Function<List<Array>, Result> body) {
    List<ArrayType> all = new ArrayList<>(Tracing.types(state));
    all.addAll(types);
    return Trace.record(all, in -> body.apply(Primitives.wrap(in)).values());
  }

  private Result inner(Program program, List<Array> captures, List<Array> in) {
    int n = state.size();
    return run(sites, in.subList(0, n), program, captures, in.subList(n, in.size()));
  }

  private Result withoutState(Program program, List<Array> captures, List<Array> inputs) {
    return run(sites, List.of(), program, captures, inputs);
  }

  /** Binds an operation whose results begin with the state; gives the others. */
  private List<Array> bind(Op op, List<Value> captured, List<Array> arguments) {
    List<Value> operands = new ArrayList<>(captured);
    operands.addAll(ControlJvp.values(arguments));
    List<Array> results = Primitives.wrap(Primitives.bindValues(op, operands));
    int n = state.size();
    state = results.subList(0, n);
    return results.subList(n, results.size());
  }

  private List<Array> withState(List<Array> arguments) {
    List<Array> all = new ArrayList<>(state);
    all.addAll(arguments);
    return all;
  }

  private List<Array> call(
      Call.OfProgram op, List<Array> x, Function<Program, Call.OfProgram> with) {
    int n = op.program().captures().size();
    Trace.Recording body =
        recorded(op.program().inputTypes(), in -> inner(op.program(), x.subList(0, n), in));
    return bind(with.apply(body.program()), body.captured(), withState(x.subList(n, x.size())));
  }

  /**
   * A function with a rule of its own, whose checks are made beside it, so that the rule still
   * holds.
   */
  private List<Array> custom(
      Call.OfProgram op, List<Array> x, Function<Program, Call.OfProgram> with) {
    Program program = op.program();
    int n = program.captures().size();
    List<Array> still = x.stream().map(Lax::stopGradient).toList();
    state = run(sites, state, program, still.subList(0, n), still.subList(n, x.size())).state();
    Trace.Recording body =
        Trace.record(
            program.inputTypes(),
            in -> withoutState(program, x.subList(0, n), Primitives.wrap(in)).values());
    List<Value> operands = new ArrayList<>(body.captured());
    operands.addAll(ControlJvp.values(x.subList(n, x.size())));
    return Primitives.wrap(Primitives.bindValues(with.apply(body.program()), operands));
  }

  /** The condition's checks are made on the first values and after each step. */
  private List<Array> whileLoop(Control.While op, List<Array> x) {
    int first = op.condition().captures().size();
    int second = first + op.body().captures().size();
    List<Array> ofCondition = x.subList(0, first);
    List<Array> ofBody = x.subList(first, second);
    List<Array> begin = x.subList(second, x.size());
    List<ArrayType> types = op.body().inputTypes();
    state = run(sites, state, op.condition(), ofCondition, begin).state();
    int n = state.size();
    Trace.Recording condition =
        recorded(types, in -> withoutState(op.condition(), ofCondition, in.subList(n, in.size())));
    Trace.Recording body =
        recorded(
            types,
            in -> {
              Result after = inner(op.body(), ofBody, in);
              Result tested =
                  run(sites, after.state(), op.condition(), ofCondition, after.outputs());
              return new Result(tested.state(), after.outputs());
            });
    List<Value> captured = new ArrayList<>(condition.captured());
    captured.addAll(body.captured());
    Control.While loop = new Control.While(condition.program(), body.program());
    return bind(loop, captured, withState(begin));
  }

  private List<Array> scan(Control.Scan op, List<Array> x) {
    int n = op.body().captures().size();
    Trace.Recording body =
        recorded(op.body().inputTypes(), in -> inner(op.body(), x.subList(0, n), in));
    Control.Scan scan = op.with(body.program(), state.size() + op.carries());
    return bind(scan, body.captured(), withState(x.subList(n, x.size())));
  }

  private List<Array> cond(Control.Cond op, List<Array> x) {
    List<Value> captured = new ArrayList<>();
    captured.add(x.getFirst().value());
    List<Program> branches = new ArrayList<>();
    int at = 1;
    for (Program branch : op.branches()) {
      List<Array> captures = x.subList(at, at + branch.captures().size());
      at += captures.size();
      Trace.Recording recording =
          Trace.record(List.of(), _ -> run(sites, state, branch, captures, List.of()).values());
      branches.add(recording.program());
      captured.addAll(recording.captured());
    }
    return bind(new Control.Cond(branches), captured, List.of());
  }
}

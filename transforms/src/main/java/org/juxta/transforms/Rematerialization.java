package org.juxta.transforms;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.juxta.Array;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Atom;
import org.juxta.tracer.Call;
import org.juxta.tracer.CheckpointPolicy;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Passes;
import org.juxta.tracer.Program;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;
import org.juxta.tracer.Variable;

/**
 * Checkpoints: what a derivative in reverse mode needs of the way forward is computed again on the
 * way back, except what the policy keeps.
 */
final class Rematerialization {
  private Rematerialization() {}

  static JvpRules.Result jvp(Call.Checkpoint op, List<Array> x, List<Tangent> t, Forward mode) {
    int captures = op.program().captures().size();
    boolean[] active = ControlJvp.active(t);
    boolean[] outputs =
        Dependence.DIFFERENTIABLE.outputs(
            op.program(),
            Dependence.slice(active, 0, captures),
            Dependence.slice(active, captures, active.length));
    Split results = new Split(outputs.length, outputs);
    Split operands = new Split(x.size(), active);
    if (mode.linear() != null) {
      HostCallRules.requireRunsOnce(op);
      return linearize(op, x, t, operands, results);
    }
    List<Array> both =
        bind(
            op,
            op.again(),
            operands.join(new JvpRules.Result(x, t)),
            in -> {
              List<Array> p = operands.primals(in);
              List<Tangent> d = operands.tangents(in);
              return results.join(
                  Forward.jvp()
                      .run(
                          op.program(),
                          p.subList(0, captures),
                          d.subList(0, captures),
                          p.subList(captures, p.size()),
                          d.subList(captures, d.size())));
            });
    return new JvpRules.Result(results.primals(both), results.tangents(both));
  }

  /** Records a checkpoint of the same policy. */
  private static List<Array> bind(
      Call.Checkpoint like, boolean again, List<Array> x, Function<List<Array>, List<Array>> f) {
    Trace.Recording body =
        Trace.record(Tracing.types(x), in -> ControlJvp.values(f.apply(Primitives.wrap(in))));
    List<Value> operands = new ArrayList<>(body.captured());
    operands.addAll(ControlJvp.values(x));
    return Primitives.wrap(
        Primitives.bindValues(new Call.Checkpoint(body.program(), like.policy(), again), operands));
  }

  /**
   * In the surrounding trace the way forward, with the values to keep among its results; in the
   * linear trace a checkpoint that computes the residuals from these and the arguments, and applies
   * the linear map.
   */
  private static JvpRules.Result linearize(
      Call.Checkpoint op, List<Array> x, List<Tangent> t, Split operands, Split results) {
    List<Linearization.Linearized> at = new ArrayList<>();
    Trace.Recording whole =
        Trace.record(
            Tracing.types(x),
            in -> {
              at.add(
                  Linearization.at(
                      closed(op.program()), List.of(), Primitives.wrap(in), ControlJvp.active(t)));
              List<Array> out = new ArrayList<>(at.getFirst().results());
              out.addAll(at.getFirst().residuals());
              return ControlJvp.values(out);
            });
    Remade remade = Remade.of(Passes.simplify(whole.program()), results.size(), op.policy());
    List<Array> captured = Primitives.wrap(whole.captured());
    List<Array> out = bind(op, op.again(), x, in -> Inline.run(remade.forward(), captured, in));
    List<Array> kept = new ArrayList<>(remade.arguments().choose(x));
    kept.addAll(out.subList(results.size(), out.size()));
    int known = kept.size();
    List<Array> all = new ArrayList<>(kept);
    operands.choose(t).forEach(tangent -> all.add(tangent.array()));
    Program map = at.getFirst().map();
    Function<List<Array>, List<Array>> apply =
        in -> {
          List<Array> residuals = Inline.run(remade.again(), captured, in.subList(0, known));
          return results.choose(Inline.run(map, residuals, in.subList(known, in.size())));
        };
    List<Array> derivatives =
        remade.again().equations().isEmpty() ? apply.apply(all) : bind(op, false, all, apply);
    List<Array> primals = out.subList(0, results.size());
    return new JvpRules.Result(primals, results.spread(primals, derivatives));
  }

  /** The program with its captures as further inputs, first. */
  private static Program closed(Program program) {
    List<Variable> inputs = new ArrayList<>(program.captures());
    inputs.addAll(program.inputs());
    return new Program(inputs, List.of(), program.equations(), program.outputs());
  }

  /**
   * A program that gives results and residuals, taken apart.
   *
   * @param forward gives the results and the values to keep
   * @param again gives the residuals, from the arguments it needs and the values kept
   * @param arguments which those arguments are
   */
  private record Remade(Program forward, Program again, Split arguments) {
    static Remade of(Program whole, int results, CheckpointPolicy policy) {
      List<Atom> residuals = whole.outputs().subList(results, whole.outputs().size());
      Set<Variable> saveable = saveable(whole, policy);
      Set<Variable> needed = new HashSet<>();
      add(needed, residuals);
      Set<Variable> saved = new LinkedHashSet<>();
      List<Equation> equations = new ArrayList<>();
      for (Equation equation : whole.equations().reversed()) {
        List<Variable> read = equation.results().stream().filter(needed::contains).toList();
        if (saveable.containsAll(read)) {
          saved.addAll(read);
        } else {
          equations.add(equation);
          add(needed, equation.operands());
        }
      }
      List<Atom> outputs = new ArrayList<>(whole.outputs().subList(0, results));
      outputs.addAll(saved);
      boolean[] used = new boolean[whole.inputs().size()];
      for (int i = 0; i < used.length; i++) {
        used[i] = needed.contains(whole.inputs().get(i));
      }
      Split arguments = new Split(used.length, used);
      List<Variable> inputs = arguments.choose(whole.inputs());
      inputs.addAll(saved);
      return new Remade(
          new Program(whole.inputs(), whole.captures(), whole.equations(), outputs),
          new Program(inputs, whole.captures(), equations.reversed(), residuals),
          arguments);
    }

    /** A value and the same under a name are kept, or not, together. */
    private static Set<Variable> saveable(Program program, CheckpointPolicy policy) {
      Set<Variable> saveable = new HashSet<>();
      for (Equation equation : program.equations()) {
        boolean saves = policy.saves(equation.op());
        if (saves) {
          saveable.addAll(equation.results());
        }
        if (equation.op() instanceof Elementwise.Name
            && equation.operands().getFirst() instanceof Variable same
            && goesWithItsName(policy, saves)) {
          if (saves) {
            saveable.add(same);
          } else {
            saveable.remove(same);
          }
        }
      }
      return saveable;
    }

    private static boolean goesWithItsName(CheckpointPolicy policy, boolean saves) {
      return switch (policy) {
        case CheckpointPolicy.Kind _ -> false;
        case CheckpointPolicy.Named named -> saves == named.only();
        case CheckpointPolicy.AnyNameBut _ -> saves;
      };
    }

    private static void add(Set<Variable> variables, List<Atom> atoms) {
      for (Atom atom : atoms) {
        if (atom instanceof Variable variable) {
          variables.add(variable);
        }
      }
    }
  }

  /** The way back is a checkpoint too, which begins with what is computed again. */
  static List<Tangent> transpose(Call.Checkpoint op, List<Operand> x, List<Tangent> ct) {
    List<Array> inputs = new ArrayList<>();
    for (Operand operand : x) {
      if (!operand.isLinear()) {
        inputs.add(operand.array());
      }
    }
    int known = inputs.size();
    Split given = new Split(ct.size(), ControlJvp.active(ct));
    given.choose(ct).forEach(c -> inputs.add(c.array()));
    List<Tangent> back = new ArrayList<>();
    List<Array> results =
        bind(
            op,
            true,
            inputs,
            in -> {
              List<Operand> operands = operands(x, in.subList(0, known));
              back.addAll(
                  Backward.run(op.program(), operands, replaced(ct, in.subList(known, in.size()))));
              return back.stream().filter(b -> !b.isZero()).map(Tangent::array).toList();
            });
    return replaced(back, results);
  }

  private static List<Operand> operands(List<Operand> x, List<Array> known) {
    List<Operand> operands = new ArrayList<>();
    int next = 0;
    for (Operand operand : x) {
      operands.add(operand.isLinear() ? operand : new Operand.Known(known.get(next++)));
    }
    return operands;
  }

  /** These arrays in the place of those of the tangents that are not zero. */
  private static List<Tangent> replaced(List<Tangent> tangents, List<Array> arrays) {
    List<Tangent> replaced = new ArrayList<>();
    int next = 0;
    for (Tangent tangent : tangents) {
      replaced.add(tangent.isZero() ? tangent : Tangent.of(arrays.get(next++)));
    }
    return replaced;
  }

  static List<Batched> batch(Call.Checkpoint op, List<Batched> x, Axis batch) {
    int captures = op.program().captures().size();
    boolean[] lanes = ControlBatch.marks(x);
    boolean[] outputs =
        batch
            .dependence()
            .outputs(
                op.program(),
                Dependence.slice(lanes, 0, captures),
                Dependence.slice(lanes, captures, lanes.length));
    List<Array> results =
        bind(
            op,
            op.again(),
            ControlBatch.spread(x, lanes, 0, batch),
            in -> {
              List<Batched> all = ControlBatch.read(in, lanes, 0);
              return ControlBatch.spread(
                  Batching.run(
                      op.program(),
                      all.subList(0, captures),
                      all.subList(captures, all.size()),
                      batch),
                  outputs,
                  0,
                  batch);
            });
    return ControlBatch.read(results, outputs, 0);
  }
}

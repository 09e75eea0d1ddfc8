package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Call;
import org.juxta.tracer.JvpRule;
import org.juxta.tracer.SourceLine;
import org.juxta.tracer.Trace;
import org.juxta.tracer.TraceException;
import org.juxta.tracer.Value;
import org.juxta.tracer.VjpRule;
import org.juxta.transforms.JvpRules.Result;

/** Derivatives of operations that bring rules of their own. */
final class CustomCalls {
  private CustomCalls() {}

  static Result jvp(Call.CustomJvpCall op, List<Array> x, List<Tangent> t, Forward mode) {
    int captures = op.program().captures().size();
    requireConstant(op.function(), t.subList(0, captures));
    List<Array> inputs = x.subList(captures, x.size());
    List<Tangent> tangents = t.subList(captures, t.size());
    if (mode.linear() == null) {
      return result(apply(op.rule(), inputs, tangents));
    }
    return mode.isWithin(op.rule())
        ? ControlJvp.call(op, x, t, mode)
        : linearize(op.rule(), inputs, tangents, mode.linear());
  }

  static JvpRule.Derivative apply(JvpRule rule, List<Array> x, List<Tangent> t) {
    List<@Nullable Value> tangents = new ArrayList<>(t.size());
    for (Tangent tangent : t) {
      tangents.add(tangent.isZero() ? null : tangent.array().value());
    }
    return rule.apply(ControlJvp.values(x), tangents);
  }

  private static Result result(JvpRule.Derivative derivative) {
    List<Array> results = Primitives.wrap(derivative.results());
    return new Result(results, tangents(results, derivative.tangents()));
  }

  private static List<Tangent> tangents(List<Array> like, List<@Nullable Value> values) {
    List<Tangent> tangents = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      ArrayType type = like.get(i).type();
      Value value = values.get(i);
      tangents.add(
          value == null || !JvpRules.differentiable(type)
              ? Tangent.zero(type)
              : Tangent.of(Array.of(value)));
    }
    return tangents;
  }

  /**
   * A rule is linear in the tangents, so it is its own derivative by them, at zero. Taken that way
   * a rule may contain loops and branches that touch tangents and other values alike.
   */
  private static Result linearize(JvpRule rule, List<Array> x, List<Tangent> t, Trace linear) {
    Split active = new Split(x.size(), ControlJvp.active(t));
    List<Array> inputs = new ArrayList<>(x);
    active.choose(t).forEach(tangent -> inputs.add(Tangent.zero(tangent.array().type()).array()));
    List<Boolean> given = new ArrayList<>();
    Trace.Recording code =
        Trace.record(
            Tracing.types(inputs),
            in -> {
              List<Array> all = Primitives.wrap(in);
              return present(apply(rule, active.primals(all), active.tangents(all)), given);
            });
    List<Tangent> moved = new ArrayList<>(Linearization.zeros(x));
    moved.addAll(active.choose(t));
    List<Array> captured = Primitives.wrap(code.captured());
    Result r =
        Forward.linearize(linear)
            .within(rule)
            .run(code.program(), captured, Linearization.zeros(captured), inputs, moved);
    List<Array> results = r.primals().subList(0, given.size());
    List<Tangent> tangents = new ArrayList<>();
    int next = given.size();
    for (int i = 0; i < given.size(); i++) {
      tangents.add(given.get(i) ? r.tangents().get(next++) : Tangent.zero(results.get(i).type()));
    }
    return new Result(results, tangents);
  }

  /** Results, then the tangents that are not null; which these are is put into {@code given}. */
  static List<Value> present(JvpRule.Derivative derivative, List<Boolean> given) {
    List<Value> all = new ArrayList<>(derivative.results());
    for (Value tangent : derivative.tangents()) {
      given.add(tangent != null);
      if (tangent != null) {
        all.add(tangent);
      }
    }
    return all;
  }

  private static void requireConstant(String function, List<Tangent> captures) {
    for (Tangent tangent : captures) {
      if (!tangent.isZero()) {
        throw new TraceException(
            "a derivative is asked for by a value "
                + tangent.array().type()
                + " that the function "
                + function
                + " takes from outside, not as an argument; its custom rule knows only the"
                + " arguments: pass the value as one");
      }
    }
  }

  /**
   * The rule's way forward, and an operation on the tangents that only its transpose is known of.
   */
  static Result vjp(Call.CustomVjpCall op, List<Array> x, List<Tangent> t, Forward mode) {
    int captures = op.program().captures().size();
    requireConstant(op.function(), t.subList(0, captures));
    List<Tangent> tangents = t.subList(captures, t.size());
    if (mode.linear() == null) {
      throw BackwardOnly.forwardMode(op.function(), SourceLine.here());
    }
    VjpRule.Pass pass = op.rule().forward(ControlJvp.values(x.subList(captures, x.size())));
    Split active = new Split(tangents.size(), ControlJvp.active(tangents));
    BackwardOnly linear =
        new BackwardOnly(
            op.function(),
            SourceLine.here(),
            op.program().outputTypes(),
            pass.residuals().size(),
            active,
            pass.backward());
    List<Value> operands = new ArrayList<>(pass.residuals());
    active.choose(tangents).forEach(tangent -> operands.add(tangent.array().value()));
    List<Array> results = Primitives.wrap(pass.results());
    return new Result(
        results,
        tangents(
            results, new ArrayList<>(Primitives.bindValues(new Call.CustomOp(linear), operands))));
  }

  /**
   * As the built-in rules, one of a custom operation applies to tangents what is linear in them.
   */
  static Result jvp(Call.CustomOp op, List<Array> x, List<Tangent> t) {
    return result(apply(op.rules()::jvp, x, t));
  }

  static List<Tangent> transpose(Call.CustomOp op, List<Operand> x, List<Tangent> ct) {
    List<@Nullable Value> known = new ArrayList<>();
    x.forEach(operand -> known.add(operand.isLinear() ? null : operand.array().value()));
    List<@Nullable Value> cotangents = new ArrayList<>();
    ct.forEach(c -> cotangents.add(c.isZero() ? null : c.array().value()));
    List<ArrayType> types = x.stream().map(Operand::type).toList();
    List<@Nullable Value> back = op.rules().transpose(known, types, cotangents);
    List<Tangent> result = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Value value = back.get(i);
      result.add(value == null ? Tangent.zero(types.get(i)) : Tangent.of(Array.of(value)));
    }
    return result;
  }
}

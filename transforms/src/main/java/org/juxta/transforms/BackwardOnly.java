package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.CustomRules;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.JvpRule;
import org.juxta.tracer.SourceLine;
import org.juxta.tracer.TraceException;
import org.juxta.tracer.Value;
import org.juxta.tracer.VjpRule;

/**
 * {@code (residuals, tangents)}: the linear map of a function whose derivative is known in reverse
 * mode only, so that all there is of the map is its transpose.
 *
 * @param residuals how many there are
 * @param active which inputs of the function have a tangent
 */
record BackwardOnly(
    String function,
    SourceLine source,
    List<ArrayType> results,
    int residuals,
    Split active,
    VjpRule.Backward backward)
    implements CustomRules {

  static TraceException forwardMode(String function, SourceLine source) {
    return new TraceException(
        "a forward-mode derivative (Jvp, Linearize, Jacobian.forward, or one inside a whileLoop)"
            + " can't go through "
            + function
            + " of "
            + source
            + ": it has a CustomVjp, which knows the way back only. Use a reverse-mode derivative"
            + " (Grad, Vjp, Jacobian.reverse), or give the function a CustomJvp");
  }

  @Override
  public String name() {
    return "custom_vjp_tangent";
  }

  @Override
  public List<ArrayType> infer(List<ArrayType> operands) {
    return results;
  }

  @Override
  public List<@Nullable Value> transpose(
      List<@Nullable Value> x, List<ArrayType> types, List<@Nullable Value> cotangents) {
    List<Value> known = new ArrayList<>();
    for (Value residual : x.subList(0, residuals)) {
      if (residual == null) {
        throw new IllegalStateException(function + " is not linear in its residuals");
      }
      known.add(residual);
    }
    List<Value> all = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Value cotangent = cotangents.get(i);
      all.add(cotangent == null ? Tangent.zero(results.get(i)).array().value() : cotangent);
    }
    List<@Nullable Value> back = new ArrayList<>();
    for (int i = 0; i < residuals; i++) {
      back.add(null);
    }
    back.addAll(active.choose(backward.apply(known, all)));
    return back;
  }

  @Override
  public List<HostArray> evaluate(List<HostArray> operands) {
    throw forwardMode(function, source);
  }

  @Override
  public List<String> lower(StableHlo text, List<String> operands, List<ArrayType> types) {
    throw forwardMode(function, source);
  }

  @Override
  public JvpRule.Derivative jvp(List<Value> x, List<@Nullable Value> tangents) {
    throw forwardMode(function, source);
  }

  @Override
  public List<Value> batch(List<Value> x, List<Boolean> batched, int size) {
    throw forwardMode(function, source);
  }
}

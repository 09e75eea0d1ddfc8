package org.juxta.tests.snippets;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.CustomRules;
import org.juxta.tracer.DType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.JvpRule;
import org.juxta.tracer.Value;
import org.juxta.transforms.CustomOp;
import org.juxta.transforms.Grad;

/** An operation of the user's own. */
public final class CustomOpSnippets {
  private CustomOpSnippets() {}

  static void customOp() {
    // @start region="customOp"
    // record Cube() implements CustomRules: infer, evaluate, lower, jvp, transpose, batch
    var cube = CustomOp.of(new Cube());
    System.out.println(cube.apply(List.of(Np.array(2.0))).getFirst()); // 8.0
    System.out.println(
        Grad.of((Array x) -> cube.apply(List.of(x)).getFirst()).apply(Np.array(2.0))); // 12.0
    // @end
  }

  /** The cube of an F64 array. */
  public record Cube() implements CustomRules {
    @Override
    public String name() {
      return "cube";
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      return List.of(ArrayType.of(DType.F64, operands.getFirst().shape()));
    }

    @Override
    public List<HostArray> evaluate(List<HostArray> operands) {
      HostArray x = operands.getFirst();
      double[] cubes = new double[x.size()];
      for (int i = 0; i < cubes.length; i++) {
        cubes[i] = x.getDouble(i) * x.getDouble(i) * x.getDouble(i);
      }
      return List.of(HostArray.wrap(infer(List.of(x.type())).getFirst(), cubes));
    }

    @Override
    public List<String> lower(StableHlo text, List<String> operands, List<ArrayType> types) {
      String x = operands.getFirst();
      String type =
          "tensor<"
              + types.getFirst().shape().dims().stream()
                  .mapToObj(d -> d + "x")
                  .reduce("", String::concat)
              + "f64>";
      String square = text.emit(1, "stablehlo.multiply " + x + ", " + x + " : " + type).getFirst();
      return text.emit(1, "stablehlo.multiply " + square + ", " + x + " : " + type);
    }

    @Override
    public JvpRule.Derivative jvp(List<Value> x, List<@Nullable Value> tangents) {
      Array at = Array.of(x.getFirst());
      Value tangent = tangents.getFirst();
      Array slope = at.square().mul(3);
      return new JvpRule.Derivative(
          List.of(CustomOp.of(this).apply(List.of(at)).getFirst().value()),
          List.of(Array.of(tangent).mul(slope).value()));
    }

    @Override
    public List<@Nullable Value> transpose(
        List<@Nullable Value> x, List<ArrayType> types, List<@Nullable Value> cotangents) {
      throw new IllegalStateException("a cube is not linear");
    }

    @Override
    public List<Value> batch(List<Value> x, List<Boolean> batched, int size) {
      return List.of(CustomOp.of(this).apply(List.of(Array.of(x.getFirst()))).getFirst().value());
    }
  }
}

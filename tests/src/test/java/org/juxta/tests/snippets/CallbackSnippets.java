package org.juxta.tests.snippets;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.Callback;
import org.juxta.Np;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Vmap;

/** Java functions called from compiled programs. */
final class CallbackSnippets {
  private CallbackSnippets() {}

  static void pure() {
    // @start region="pure"
    ArrayType scalar = ArrayType.of(DType.F64);
    var f = Jit.of(x -> Callback.pure(v -> Np.array(Math.cbrt(v.toDouble())), scalar, x).add(1.0));
    System.out.println(f.apply(Np.array(27.0))); // 4.0
    System.out.println(Vmap.of(f).apply(Np.array(1.0, 8.0))); // [2. 3.]
    // @end
  }

  static void io() {
    // @start region="io"
    List<Double> losses = new ArrayList<>();
    var step =
        Jit.of(
            x -> {
              Callback.io((Array loss) -> losses.add(loss.toDouble()), x.mul(x));
              return x.mul(0.5);
            });
    step.apply(step.apply(Np.array(4.0)));
    System.out.println(losses); // [16.0, 4.0]
    // @end
  }
}

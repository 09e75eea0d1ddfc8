package org.juxta.tests;

import static org.juxta.tests.OperationExamples.INDEX;
import static org.juxta.tests.OperationExamples.real;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.List;
import java.util.function.Supplier;
import org.juxta.Array;
import org.juxta.Callback;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tests.snippets.CustomOpSnippets;
import org.juxta.transforms.Checkpoint;
import org.juxta.transforms.CustomJvp;
import org.juxta.transforms.CustomOp;
import org.juxta.transforms.CustomVjp;
import org.juxta.transforms.Jit;

/** Applications of loops, branches and calls. */
final class OperationExamplesOfPrograms {
  private OperationExamplesOfPrograms() {}

  static List<OperationExample> all() {
    Array x = real(3);
    Array rows = real(4, 3);
    return List.of(
        OperationExample.of("While", OperationExamplesOfPrograms::loop, x, Np.array(3)),
        OperationExample.of("Scan", in -> scan(in, false), x, rows, real(3).mul(0.7)),
        OperationExample.of("Scan", in -> scan(in, true), x, rows, real(3).mul(0.7)),
        OperationExample.of("Cond", OperationExamplesOfPrograms::branches, INDEX, x),
        OperationExample.of(
            "Jitted",
            in -> List.of(Jit.of((a, b) -> a.sin().mul(b)).apply(in.get(0), in.get(1))),
            x,
            rows),
        OperationExample.of(
            "CustomJvpCall",
            in ->
                List.of(
                    CustomJvp.of(
                            a -> a.sin(), (a, t) -> Tuple.of(a.sin(), a.cos().mul(t)))
                        .apply(in.get(0))),
            x),
        OperationExample.of(
            "CustomVjpCall",
            in ->
                List.of(
                    CustomVjp.of(
                            a -> a.sin(),
                            a -> Tuple.of(a.sin(), a),
                            (a, ct) -> a.cos().mul(ct))
                        .apply(in.get(0))),
            x),
        OperationExample.of(
            "Checkpoint",
            in -> List.of(Checkpoint.of(a -> a.sin().exp()).apply(in.get(0))),
            x),
        OperationExample.of(
            "CustomOp", in -> CustomOp.of(new CustomOpSnippets.Cube()).apply(in), x),
        OperationExample.of(
            "HostCall", in -> List.of(Callback.pure(a -> a.exp(), in.get(0).type(), in.get(0))), x));
  }

  private static List<Array> loop(List<Array> in) {
    Tuple2<Array, Array> end =
        Lax.whileLoop(
            (Tuple2<Array, Array> s) -> s._1.lt(in.get(1)),
            s -> Tuple.of(s._1.add(1), s._2.sin().add(in.get(0))),
            Tuple.of(Np.array(0), in.get(0)));
    return List.of(end._2);
  }

  private static List<Array> scan(List<Array> in, boolean reverse) {
    Tuple2<Array, Array> end =
        Lax.scan(
            (Array c, Array row) ->
                Tuple.of(c.mul(row).add(in.get(2)).sin(), c.add(row.square())),
            in.get(0),
            in.get(1),
            4,
            reverse);
    return List.of(end._1, end._2);
  }

  private static List<Array> branches(List<Array> in) {
    Array x = in.get(1);
    List<Supplier<Array>> branches = List.of(() -> x.exp(), () -> x.sin().mul(x), () -> x.neg());
    return List.of(Lax.switchCase(in.get(0), branches));
  }
}

package org.juxta.tests;

import static org.juxta.tests.OperationExamples.INDEX;
import static org.juxta.tests.OperationExamples.real;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.juxta.Array;
import org.juxta.Callback;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.internal.Primitives;
import org.juxta.tests.snippets.CustomOpSnippets;
import org.juxta.tracer.Collective;
import org.juxta.tracer.Ints;
import org.juxta.transforms.Checkpoint;
import org.juxta.transforms.CustomJvp;
import org.juxta.transforms.CustomOp;
import org.juxta.transforms.CustomVjp;
import org.juxta.transforms.CustomVmap;
import org.juxta.transforms.Implicit;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Vmap;

/** Applications of loops, branches and calls. */
final class OperationExamplesOfPrograms {
  private OperationExamplesOfPrograms() {}

  static List<OperationExample> all() {
    List<OperationExample> examples = new ArrayList<>(programs());
    for (Collective op :
        List.of(
            new Collective.AllReduce(Collective.Kind.SUM, "lanes", 4),
            new Collective.AllReduce(Collective.Kind.MAX, "lanes", 4),
            new Collective.AllReduce(Collective.Kind.MIN, "lanes", 4),
            new Collective.AllGather("lanes", 4, 0, false),
            new Collective.AllGather("lanes", 4, 1, true),
            new Collective.ReduceScatter("lanes", 4, 0, false),
            new Collective.ReduceScatter("lanes", 4, 0, true),
            new Collective.Permute("lanes", 4, Ints.of(0, 1, 2), Ints.of(1, 2, 0)),
            new Collective.AllToAll("lanes", 4, 0, 1, false),
            new Collective.AllToAll("lanes", 4, 0, 1, true))) {
      examples.add(acrossLanes(op, real(4, 4, 3)));
    }
    Collective number = new Collective.AxisIndex("lanes", 4);
    examples.add(
        OperationExample.of(
            OperationRow.of(number).name(),
            in ->
                List.of(
                    Vmap.named("lanes")
                        .of((Array lane) -> lane.mul(Primitives.bindOne(number)))
                        .apply(in.getFirst())),
            real(4, 3)));
    return examples;
  }

  private static OperationExample acrossLanes(Collective op, Array x) {
    return OperationExample.of(
        OperationRow.of(op).name(),
        in ->
            List.of(
                Vmap.named("lanes")
                    .of((Array lane) -> Primitives.bindOne(op, lane))
                    .apply(in.getFirst())),
        x);
  }

  private static List<OperationExample> programs() {
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
                    CustomJvp.of(a -> a.sin(), (a, t) -> Tuple.of(a.sin(), a.cos().mul(t)))
                        .apply(in.get(0))),
            x),
        OperationExample.of(
            "CustomVjpCall",
            in ->
                List.of(
                    CustomVjp.of(
                            a -> a.sin(), a -> Tuple.of(a.sin(), a), (a, ct) -> a.cos().mul(ct))
                        .apply(in.get(0))),
            x),
        OperationExample.of(
            "Checkpoint", in -> List.of(Checkpoint.of(a -> a.sin().exp()).apply(in.get(0))), x),
        OperationExample.of(
            "CustomVmapCall",
            in ->
                List.of(
                    CustomVmap.of(
                            (Array a) -> a.sin().mul(a),
                            (CustomVmap.Batch _, Array a) -> a.sin().mul(a))
                        .apply(in.get(0))),
            x),
        OperationExample.of(
            "LinearSolve",
            in ->
                List.of(
                    Implicit.customLinearSolve(
                        v -> in.get(0).mul(v), in.get(1), (_, v) -> v.div(in.get(0)), true)),
            x,
            real(3).add(2)),
        OperationExample.of(
            "CustomOp", in -> CustomOp.of(new CustomOpSnippets.Cube()).apply(in), x),
        OperationExample.of(
            "HostCall",
            in -> List.of(Callback.pure(a -> a.exp(), in.get(0).type(), in.get(0))),
            x));
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
            (Array c, Array row) -> Tuple.of(c.mul(row).add(in.get(2)).sin(), c.add(row.square())),
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

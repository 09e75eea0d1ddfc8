package org.juxta.tests;

import io.vavr.Function1;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tests.RandomProgram.Kind;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Passes;
import org.juxta.tracer.Program;
import org.juxta.tracer.ReferenceEvaluator;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Vmap;
import org.juxta.xla.Engines;

/**
 * XLA gives for random programs, and what transformations make of them, what the reference
 * evaluator gives.
 */
class EnginePropertiesTest {
  private static final String SEED = "20260712";

  @Provide
  Arbitrary<RandomProgram> any() {
    return RandomProgram.arbitrary(Kind.ANY, 12);
  }

  @Provide
  Arbitrary<RandomProgram> smooth() {
    return RandomProgram.arbitrary(Kind.SMOOTH, 6);
  }

  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void programs(@ForAll("any") RandomProgram p) {
    requireSame(p.arguments(), x -> p.apply(x.get(0), x.get(1), x.get(2)), 2e-4);
  }

  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void gradients(@ForAll("smooth") RandomProgram p) {
    var grad = Grad.of((Array a, Array b, Array c) -> p.scalar(a, b, c));
    requireSame(p.arguments(), x -> List.of(grad.apply(x.get(0), x.get(1), x.get(2))), 1e-8);
  }

  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void batches(@ForAll("any") RandomProgram p) {
    List<Array> rows = p.arguments().stream().map(x -> Np.stack(x, Np.flip(x))).toList();
    var vmap = Vmap.of((Array a, Array b, Array c) -> p.apply(a, b, c));
    requireSame(rows, x -> vmap.apply(x.get(0), x.get(1), x.get(2)), 2e-4);
  }

  private static void requireSame(
      List<Array> arguments, Function1<List<Array>, List<Array>> f, double tolerance) {
    List<ArrayType> types = arguments.stream().map(Array::type).toList();
    Trace.Recording recording =
        Trace.record(
            types,
            in -> f.apply(in.stream().map(Array::of).toList()).stream().map(Array::value).toList());
    Program program = recording.program().check();
    Program simplified = Passes.simplify(program).check();
    List<HostArray> captures = host(recording.captured());
    List<HostArray> inputs = host(arguments.stream().map(Array::value).toList());
    List<Array> expected = arrays(ReferenceEvaluator.run(program, captures, inputs));
    Arrays.assertClose(
        arrays(ReferenceEvaluator.run(simplified, captures, inputs)), expected, tolerance);
    List<HostArray> all = new ArrayList<>(captures);
    all.addAll(inputs);
    Arrays.assertClose(
        arrays(Engines.current().compile(simplified).execute(all)), expected, tolerance);
  }

  private static List<HostArray> host(List<? extends Value> values) {
    return values.stream().map(v -> ((Value.Concrete) v).toHost()).toList();
  }

  private static List<Array> arrays(List<? extends Value> values) {
    return values.stream().map(Array::of).toList();
  }
}

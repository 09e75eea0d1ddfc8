package org.juxta.tests;

import io.vavr.Function1;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tests.RandomProgram.Kind;
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
    Recorded recorded = Recorded.of(f, arguments);
    Recorded simplified = recorded.simplified();
    List<Array> expected = recorded.onReference();
    Arrays.assertClose(simplified.onReference(), expected, tolerance);
    Arrays.assertClose(simplified.on(Engines.current()), expected, tolerance);
  }
}

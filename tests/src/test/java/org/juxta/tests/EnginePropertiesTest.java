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
import org.juxta.tests.RandomProgram.Numbers;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jvp;
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
  Arbitrary<RandomProgram> halves() {
    return RandomProgram.arbitrary(Kind.ANY, Numbers.HALF, 4);
  }

  @Provide
  Arbitrary<RandomProgram> forward() {
    return RandomProgram.arbitrary(Kind.FORWARD, 6);
  }

  @Provide
  Arbitrary<RandomProgram> smooth() {
    return RandomProgram.arbitrary(Kind.SMOOTH, 6);
  }

  @Provide
  Arbitrary<RandomProgram> small() {
    return RandomProgram.arbitrary(Kind.SMOOTH, 4);
  }

  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void programs(@ForAll("any") RandomProgram p) {
    requireSame(p.arguments(), x -> p.apply(x.get(0), x.get(1), x.get(2)), 2e-4);
  }

  /** What is rounded to 16 bits in between differs with what XLA fuses. */
  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void floatsOf16Bits(@ForAll("halves") RandomProgram p) {
    requireSame(
        p.arguments(), x -> p.apply(x.get(0), x.get(1), x.get(2)), RandomProgram.HALF_TOLERANCE);
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

  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void derivativesInForwardMode(@ForAll("forward") RandomProgram p) {
    List<Array> x = p.arguments();
    Array k = x.get(2);
    List<Array> floats = x.subList(0, 2);
    List<Array> t = RandomProgram.tangents(p.types().subList(0, 2), p.seed());
    var jvp = Jvp.of((List<Array> in) -> p.apply(in.get(0), in.get(1), k));
    requireSame(
        List.of(floats.get(0), floats.get(1), t.get(0), t.get(1)),
        in -> jvp.apply(in.subList(0, 2), in.subList(2, 4))._2,
        1e-8);
  }

  /** Of the gradient, along a direction. */
  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void secondDerivatives(@ForAll("small") RandomProgram p) {
    List<Array> x = p.arguments();
    List<Array> t = RandomProgram.tangents(p.types(), p.seed());
    var grad = Grad.of((Array a, Array b, Array c) -> p.scalar(a, b, c));
    requireSame(
        List.of(x.get(0), x.get(1), x.get(2), t.get(0)),
        in ->
            List.of(
                Jvp.of((Array a) -> grad.apply(a, in.get(1), in.get(2)))
                    .apply(in.get(0), in.get(3))
                    ._2),
        1e-7);
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

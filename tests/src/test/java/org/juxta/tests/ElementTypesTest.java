package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.Key;
import org.juxta.KeyLayout;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jacobian;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Vjp;
import org.juxta.transforms.Vmap;

/** Complex numbers, floats of 16 bits and narrow integers; expected numbers are those of JAX. */
class ElementTypesTest {
  private static final Array Z = Np.complex(Np.array(1.5, -0.5), Np.array(0.5, 2.0));

  private static void isComplex(Array x, double... parts) {
    assertThat(x.toComplexDoubles()).containsExactly(parts, within(1e-12));
  }

  @Test
  void partsAndConjugates() {
    isComplex(Z.conj(), 1.5, -0.5, -0.5, -2);
    assertThat(Z.real().toDoubles()).containsExactly(1.5, -0.5);
    assertThat(Z.imag().toDoubles()).containsExactly(0.5, 2);
    assertThat(Z.abs().toDoubles()).containsExactly(Math.hypot(1.5, 0.5), Math.hypot(0.5, 2));
    assertThat(Z.abs().dtype()).isEqualTo(DType.F64);
    assertThat(Z.angle().toDoubles()).containsExactly(Math.atan2(0.5, 1.5), Math.atan2(2, -0.5));
    assertThat(Z.var().toDouble()).isCloseTo(1.5625, within(1e-15));
    assertThatThrownBy(Z::toDoubles).isInstanceOf(DTypeException.class);
    assertThatThrownBy(() -> Z.lt(Z)).isInstanceOf(DTypeException.class);
    assertThatThrownBy(() -> Z.max()).isInstanceOf(DTypeException.class);
  }

  @Test
  void movesAndProductsKeepPartsTogether() {
    Array m = Np.stack(Z, Z.conj());
    isComplex(m.transpose().get(0), 1.5, 0.5, 1.5, -0.5);
    isComplex(m.get(1), 1.5, -0.5, -0.5, -2);
    isComplex(Np.concatenate(List.of(Z, Z), 0).get(3), -0.5, 2);
    isComplex(Np.where(Np.array(true, false), Z, 0), 1.5, 0.5, 0, 0);
    isComplex(m.at(0, 1).set(Np.complex(7, 8)).get(0), 1.5, 0.5, 7, 8);
    isComplex(m.matmul(Z), -1.75, -0.5, 6.75, 0);
    isComplex(m.prod(), 10.625, 0);
    Array wide = Np.ones(DType.C64, 300, 300).mul(Np.complex(0, 1));
    isComplex(wide.sum(), 0, 90000);
  }

  /** jax.grad of a real function: d/dx - i d/dy. */
  @Test
  void gradientsOfRealFunctions() {
    isComplex(Grad.of((Array z) -> z.abs().square().sum()).apply(Z), 3, -1, -1, -4);
    isComplex(Grad.of((Array z) -> z.mul(z).real().sum()).apply(Z), 3, 1, -1, 4);
    isComplex(Grad.of((Array z) -> z.imag().sum()).apply(Z), 0, -1, 0, -1);
    isComplex(Grad.of((Array z) -> z.conj().imag().sum()).apply(Z), 0, 1, 0, 1);
    isComplex(Grad.of((Array z) -> z.abs().sum()).apply(Np.complex(0, 0).astype(DType.C128)), 0, 0);
    assertThatThrownBy(() -> Grad.of((Array z) -> z.sum()).apply(Z))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("Grad.holomorphic");
  }

  @Test
  void complexNumbersFromRealOnes() {
    Array x = Np.array(0.3, -1.2);
    ArrayFunction1 f = v -> Np.complex(v, v.mul(v)).abs().square().sum();
    assertThat(Grad.of(f).apply(x).toDoubles())
        .containsExactly(
            new double[] {2 * 0.3 + 4 * Math.pow(0.3, 3), -2.4 - 4 * Math.pow(1.2, 3)},
            within(1e-12));
  }

  @Test
  void holomorphicDerivatives() {
    List<ArrayFunction1> functions =
        List.of(
            Array::exp,
            Array::log,
            Array::sqrt,
            Array::sin,
            Array::tan,
            Array::tanh,
            Array::arcsin,
            Array::arccosh,
            Array::arctan,
            z -> z.pow(2.5),
            z -> Np.divide(1, z),
            Array::sigmoid,
            Array::log1p,
            Array::expm1,
            Np::rsqrt);
    for (ArrayFunction1 f : functions) {
      Array derivative = Grad.holomorphic((Array z) -> f.apply(z).sum()).apply(Z);
      for (Array step : List.of(Np.complex(1e-6, 0), Np.complex(0, 1e-6))) {
        Array h = step.astype(DType.C128);
        Array slope = f.apply(Z.add(h)).sub(f.apply(Z.sub(h))).div(h.mul(2));
        assertThat(slope.sub(derivative).abs().max().toDouble()).isLessThan(1e-8);
      }
      assertThat(Jvp.of(f).apply(Z, Np.onesLike(Z))._2.sub(derivative).abs().max().toDouble())
          .isLessThan(1e-12);
    }
    isComplex(Jacobian.holomorphic((Array z) -> z.mul(z)).apply(Z).get(1), 0, 0, -1, 4);
    assertThatThrownBy(() -> Grad.holomorphic((Array x) -> x.sum()).apply(Np.array(1.0, 2)))
        .isInstanceOf(DTypeException.class);
  }

  /** The transpose of a product is with the other factor, not its conjugate. */
  @Test
  void pullbacksDoNotConjugate() {
    Array ct = Np.complex(0, 1).astype(DType.C128).broadcastTo(2);
    isComplex(Vjp.of((Array z) -> z.mul(z)).apply(Z)._2.apply(ct), -1, 3, -4, -1);
    isComplex(Vjp.of(Array::conj).apply(Z)._2.apply(ct), 0, -1, 0, -1);
    Array w = Np.complex(Np.array(1.0, 2), Np.array(-1.0, 0.5));
    isComplex(Vjp.of((Array z) -> z.dot(w)).apply(Z)._2.apply(ct.get(0)), 1, 1, -0.5, 2);
  }

  @Test
  void compiledAndBatched() {
    ArrayFunction1 f = z -> z.exp().mul(Np.complex(0, 2)).add(z.conj()).abs();
    Array expected = f.apply(Z);
    assertThat(Jit.of(f).apply(Z).toDoubles()).containsExactly(expected.toDoubles(), within(1e-12));
    assertThat(Vmap.of(f).apply(Z).toDoubles())
        .containsExactly(expected.toDoubles(), within(1e-12));
    Array many = Np.stack(Np.array(1.0f, -2), Np.array(0.5f, 3));
    Array bits = Vmap.of((Array x) -> Lax.bitcastConvert(x, DType.U8)).apply(many);
    assertThat(bits.shape()).isEqualTo(Shape.of(2, 2, 4));
    assertThat(Lax.bitcastConvert(bits, DType.F32).toFloats()).containsExactly(1, -2, 0.5f, 3);
  }

  @ParameterizedTest
  @EnumSource(names = {"BF16", "F16"})
  void floatsOf16Bits(DType dtype) {
    Array x = Np.array(0.5, -1.25, 2).astype(dtype);
    assertThat(x.mul(x).add(1).toDoubles()).containsExactly(1.25, 2.5625, 5);
    assertThat(Grad.of((Array v) -> v.mul(v).sum()).apply(x).toDoubles())
        .containsExactly(1, -2.5, 4);
    assertThat(Grad.of((Array v) -> v.mul(v).sum()).apply(x).dtype()).isEqualTo(dtype);
    assertThat(Jit.of((Array v) -> v.exp().mul(2)).apply(x).dtype()).isEqualTo(dtype);
    assertThat(Np.ones(dtype, 4096).sum().toDouble()).isEqualTo(4096);
    assertThat(Np.ones(dtype, 70000).mean().toDouble()).isEqualTo(1);
    Array ones = Np.ones(dtype, 3);
    Ints axis = Ints.of(0);
    Array wide =
        Grad.of((Array v) -> Lax.dotGeneral(v, ones, axis, axis, Ints.EMPTY, Ints.EMPTY, DType.F32))
            .apply(x);
    assertThat(wide.dtype()).isEqualTo(dtype);
    assertThat(wide.toDoubles()).containsExactly(1, 1, 1);
    assertThat(Np.nextafter(ones, Np.zeros(dtype)).get(0).toDouble())
        .isEqualTo(1 - dtype.finfo().eps() / 2);
  }

  @Test
  void integersWrapAroundAtTheirWidth() {
    Array x = Np.array(200, 100).astype(DType.U8);
    assertThat(x.add(x).toInts()).containsExactly(144, 200);
    assertThat(x.sum().toInt()).isEqualTo(300);
    assertThat(Np.array(new byte[] {-128, 100}).neg().toInts()).containsExactly(-128, -100);
    assertThat(Np.array(-1L).astype(DType.U64).astype(DType.F64).toDouble()).isEqualTo(0x1p64);
    assertThat(Np.array(300.0, -3.5, Double.NaN).astype(DType.U8).toInts())
        .containsExactly(255, 0, 0);
    assertThat(Lax.populationCount(Np.array(new byte[] {-1})).toInts()).containsExactly(8);
    assertThat(Lax.clz(Np.array(new short[] {1})).toInts()).containsExactly(15);
  }

  /** jax.random with keys in the original layout (jax_threefry_partitionable off), key 7. */
  @Test
  void drawsAreThoseOfJax() {
    Key key = Key.of(7, KeyLayout.ORIGINAL);
    assertThat(Rng.bits(key, 8, Shape.of(5)).dtype()).isEqualTo(DType.U8);
    assertThat(Rng.bits(key, 8, Shape.of(5)).toLongs()).containsExactly(191L, 40L, 160L, 11L, 191L);
    assertThat(Rng.bits(key, 16, Shape.of(5)).toLongs())
        .containsExactly(38825L, 14744L, 55624L, 27928L, 48643L);
    assertThat(Rng.bits(key, 32, Shape.of(5)).toLongs())
        .containsExactly(276534068L, 861967409L, 2793701230L, 1641862660L, 2900896126L);
    assertThat(Rng.bits(key, 64, Shape.of(5)).toLongs())
        .containsExactly(
            -3057523972681374386L,
            4551668408390860801L,
            4976136016726341877L,
            -3111633769259201787L,
            3876142258045400788L);
    assertThat(Rng.uniform(key, Shape.of(5), DType.BF16).toDoubles())
        .containsExactly(0.7421875, 0.15625, 0.625, 0.0390625, 0.7421875);
    assertThat(Rng.uniform(key, Shape.of(5), DType.F16).toDoubles())
        .containsExactly(0.591796875, 0.224609375, 0.8486328125, 0.42578125, 0.7421875);
    assertThat(Rng.randint(key, Shape.of(5), 0, 256L, DType.U8).toLongs())
        .containsExactly(132L, 100L, 248L, 72L, 21L);
    assertThat(Rng.randint(key, Shape.of(5), -5, 17L, DType.I8).toLongs())
        .containsExactly(-3L, 5L, 9L, 15L, 14L);
    assertThat(Rng.randint(key, Shape.of(5), -300, 400L, DType.I16).toLongs())
        .containsExactly(292L, 240L, -64L, -112L, -195L);
    assertThat(Rng.randint(key, Shape.of(5), 3, 1000L, DType.U16).toLongs())
        .containsExactly(483L, 373L, 819L, 165L, 580L);
    assertThat(Rng.randint(key, Shape.of(5), 0, 1000L, DType.U64).toLongs())
        .containsExactly(653L, 483L, 36L, 681L, 18L);
    assertThat(Rng.randint(key, Shape.of(5), -7, 12345678901L, DType.I64).toLongs())
        .containsExactly(5438226630L, 10625821712L, 5137154209L, 10757375894L, 12211748695L);
  }

  @Test
  void infoOfFloats() {
    assertThat(DType.BF16.finfo().eps()).isEqualTo(0.0078125);
    assertThat(DType.F16.finfo().max()).isEqualTo(65504);
    assertThat(DType.F32.finfo().max()).isEqualTo(Float.MAX_VALUE);
    assertThat(DType.F64.finfo().tiny()).isEqualTo(Double.MIN_NORMAL);
    assertThat(DType.C128.finfo().smallestSubnormal()).isEqualTo(Double.MIN_VALUE);
    assertThat(DType.I8.least()).isEqualTo(-128);
    assertThat(DType.U16.greatest()).isEqualTo(65535);
  }
}

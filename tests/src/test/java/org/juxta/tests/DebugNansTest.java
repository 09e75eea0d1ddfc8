package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.Function1;
import io.vavr.Tuple;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.transforms.Debug;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.NonFiniteException;
import org.juxta.transforms.Vmap;

/** The search for the operation that made a NaN or an infinity. */
class DebugNansTest {
  @Test
  void namesTheOperationItsOperandsAndTheLine() {
    Function1<Array, Array> f = x -> x.sub(1).log().mul(2).sum();
    assertThatThrownBy(() -> Debug.nans(f).apply(Np.array(0.5, 3.0, 2.0)))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("log made 1 NaN of 3 elements of F64(3), the first at (0,)")
        .hasMessageContaining("of F64(3) [-0.5 2. 1. ]")
        .hasMessageContaining("DebugNansTest.namesTheOperationItsOperandsAndTheLine");
  }

  @Test
  void finiteResultsComeThrough() {
    Function1<Array, Array> f = x -> Np.where(x.gt(0), x.log(), 0.0).sum();
    assertThat(Debug.nans(f).apply(Np.array(-1.0, 1.0)).toDouble()).isZero();
  }

  @Test
  void aBranchNotTakenIsToBlameInTheDerivative() {
    Function1<Array, Array> f = x -> Np.where(x.gt(0), x.sqrt(), 0.0).sum();
    assertThatThrownBy(() -> Debug.nans(Grad.of(f)).apply(Np.array(0.0, 4.0)))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("in the derivative of sqrt, made 1 infinite")
        .hasMessageContaining("aBranchNotTakenIsToBlameInTheDerivative");
  }

  @Test
  void badArgumentsAreNamed() {
    record Data(Array x, Array y) {}
    Function1<Data, Array> f = d -> d.x().add(d.y()).sum();
    assertThatThrownBy(() -> Debug.nans(f).apply(new Data(Np.ones(2), Np.array(1f, Float.NaN))))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("y has 1 NaN of 2 elements");
  }

  @Test
  void looksIntoCallsBranchesAndLoops() {
    Function1<Array, Array> inner = x -> Lax.cond(x.gt(0), () -> x.log(), () -> x.sqrt());
    Function1<Array, Array> inCond = Jit.of(inner);
    assertThatThrownBy(() -> Debug.nans(inCond).apply(Np.array(-4.0)))
        .hasMessageContaining("sqrt made nan, F64()");
    Function1<Array, Array> inScan =
        x ->
            Lax.scan(
                    (Array carry, Array y) -> Tuple.of(carry.add(y.log()), carry), Np.array(0.0), x)
                ._1;
    assertThatThrownBy(() -> Debug.nans(inScan).apply(Np.array(1.0, 2.0, -1.0, 3.0)))
        .hasMessageContaining("log made nan")
        .hasMessageContaining("in step 2 of a scan of 4");
    Function1<Array, Array> inWhile = x -> Lax.whileLoop(s -> s.gt(-3), s -> s.sub(2).log(), x);
    assertThatThrownBy(() -> Debug.nans(inWhile).apply(Np.array(3.0)))
        .hasMessageContaining("log made nan")
        .hasMessageContaining("in step 1 of a whileLoop");
  }

  @Test
  void insideOtherTransformationsItIsTheFunction() {
    Function1<Array, Array> f = Debug.nans((Array x) -> x.log());
    assertThat(Vmap.of(f).apply(Np.array(1.0, 0.0)).toString()).isEqualTo("[  0. -inf]");
  }
}

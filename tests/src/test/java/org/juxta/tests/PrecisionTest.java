package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.ArrayFunction2;
import org.juxta.ConvOptions;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.DotAlgorithm;
import org.juxta.tracer.DotPrecision;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Precision;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Vmap;

/** The precision of contractions: asked for, kept by derivatives and batches, lowered. */
class PrecisionTest {
  private static final Array X = Np.arange(6).astype(DType.F32).reshape(2, 3);
  private static final Array W = Np.arange(12).astype(DType.F32).reshape(3, 4).div(7);

  private static Array dot(Array a, Array b, DotPrecision precision) {
    return Lax.dotGeneral(a, b, Ints.of(1), Ints.of(0), Ints.EMPTY, Ints.EMPTY, null, precision);
  }

  private static long count(String text, String part) {
    return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
  }

  @Test
  void defaultIsNotWritten() {
    var product = Jit.of((ArrayFunction2) Array::matmul);
    assertThat(product.program(X, W).toString()).doesNotContain("precision");
    assertThat(product.stableHlo(X, W)).doesNotContain("precision");
  }

  @Test
  void askedForIsWrittenInProgramAndText() {
    var product = Jit.of((ArrayFunction2) (a, b) -> dot(a, b, Precision.HIGHEST));
    assertThat(product.program(X, W).toString()).contains("precision=HIGHEST");
    assertThat(product.stableHlo(X, W)).contains("precision = [HIGHEST, HIGHEST]");
    var tensor = Jit.of((ArrayFunction2) (a, b) -> dot(a, b, DotAlgorithm.TF32_TF32_F32_X3));
    assertThat(tensor.program(X, W).toString()).contains("precision=TF32_TF32_F32_X3");
    assertThat(tensor.stableHlo(X, W))
        .contains("lhs_precision_type = tf32", "num_primitive_operations = 3");
  }

  @Test
  void scopeHoldsOfWhatIsTracedInIt() {
    var product = Jit.of((ArrayFunction2) (a, b) -> a.matmul(b));
    product.apply(X, W);
    Precision.HIGH.in(() -> product.apply(X, W));
    Precision.HIGH.in(() -> product.apply(X, W));
    product.apply(X, W);
    var entries = product.cache().entries();
    assertThat(entries).hasSize(2);
    assertThat(entries.get(1).toString()).contains("the precision is HIGH, was DEFAULT");
    String inner = Precision.HIGHEST.in(() -> Precision.HIGH.in(() -> product.stableHlo(X, W)));
    assertThat(inner).contains("[HIGH, HIGH]");
    String named =
        Precision.HIGHEST.in(
            () -> Jit.of((ArrayFunction2) (a, b) -> dot(a, b, Precision.HIGH)).stableHlo(X, W));
    assertThat(named).contains("[HIGH, HIGH]").doesNotContain("HIGHEST");
  }

  @Test
  void derivativesAndBatchesKeepIt() {
    ArrayFunction2 loss = (a, b) -> dot(a, b, Precision.HIGHEST).tanh().sum();
    String gradient = Grad.all(loss).stableHlo(X, W);
    assertThat(count(gradient, "dot_general"))
        .isEqualTo(count(gradient, "precision = [HIGHEST, HIGHEST]"))
        .isEqualTo(3);
    ArrayFunction2 product = (a, b) -> dot(a, b, DotAlgorithm.F32_F32_F32);
    Array lanes = Np.stack(X, X.neg());
    for (Array b : List.of(W, Np.stack(W, W))) {
      String batched = Vmap.axes(0, b.rank() == 3 ? 0 : Vmap.NONE).of(product).stableHlo(lanes, b);
      assertThat(count(batched, "lhs_precision_type = f32")).isEqualTo(1);
    }
  }

  @Test
  void convolutionsHaveItToo() {
    Array x = Np.arange(10).astype(DType.F32).reshape(1, 2, 5);
    Array w = Np.arange(6).astype(DType.F32).reshape(1, 2, 3);
    ConvOptions highest = ConvOptions.NONE.precision(Precision.HIGHEST);
    ArrayFunction2 loss = (a, k) -> Lax.convGeneralDilated(a, k, highest).tanh().sum();
    String gradient = Grad.all(loss).stableHlo(x, w);
    String asked =
        "precision_config = [#stablehlo<precision HIGHEST>, #stablehlo<precision HIGHEST>]";
    assertThat(count(gradient, "stablehlo.convolution(")).isEqualTo(count(gradient, asked));
    ArrayFunction2 plain = (a, k) -> Lax.convGeneralDilated(a, k, ConvOptions.NONE);
    assertThat(Jit.of(plain).stableHlo(x, w)).doesNotContain("precision");
    assertThat(Precision.HIGHEST.in(() -> Jit.of(plain).stableHlo(x, w))).contains(asked);
    assertThat(Precision.HIGHEST.in(() -> Jit.of(plain).apply(x, w)).toFloats())
        .containsExactly(Jit.of(plain).apply(x, w).toFloats());
  }

  @Test
  void valuesOnCpuAreTheSame() {
    var plain = Jit.of((ArrayFunction2) (a, b) -> a.matmul(b));
    float[] expected = plain.apply(X, W).toFloats();
    List<DotPrecision> all =
        List.of(
            Precision.HIGH,
            Precision.HIGHEST,
            DotAlgorithm.F32_F32_F32,
            DotAlgorithm.BF16_BF16_F32_X6);
    for (DotPrecision precision : all) {
      assertThat(precision.in(() -> plain.apply(X, W)).toFloats())
          .as("%s", precision)
          .containsExactly(expected);
      assertThat(precision.in(() -> X.matmul(W)).toFloats()).containsExactly(expected);
    }
  }

  @Test
  void algorithmsAreForTheirElementTypes() {
    Array wide = X.astype(DType.F64);
    assertThatThrownBy(() -> dot(wide, W.astype(DType.F64), DotAlgorithm.TF32_TF32_F32))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("the algorithm TF32_TF32_F32 is not one for operands");
    // A scope does not speak of the others.
    ArrayFunction1 gram = x -> x.matmul(x.transpose());
    String text = DotAlgorithm.TF32_TF32_F32.in(() -> Jit.of(gram).stableHlo(wide));
    assertThat(text).contains("dot_general").doesNotContain("precision");
  }

  @Test
  void narrowProductsAreConvertedBack() {
    Array half = X.astype(DType.F16);
    var product = Jit.of((ArrayFunction2) (a, b) -> dot(a, b, DotAlgorithm.F16_F16_F32));
    assertThat(product.apply(half, half.transpose()).dtype()).isEqualTo(DType.F16);
    assertThat(product.stableHlo(half, half.transpose()))
        .contains("-> tensor<2x2xf32>", "stablehlo.convert");
    var gradient = Jit.of(Grad.of((ArrayFunction1) a -> product.apply(a, half.transpose()).sum()));
    assertThat(gradient.apply(half).dtype()).isEqualTo(DType.F16);
  }
}

package org.juxta.xla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Decomposition;
import org.juxta.tracer.Equation;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Program;
import org.juxta.tracer.ReferenceEvaluator;
import org.juxta.tracer.SourceLine;
import org.juxta.tracer.Variable;

/**
 * Factorisations compiled both ways, by LAPACK and by what XLA itself knows, against the reference
 * evaluator; and LAPACK's custom calls as JAX writes them.
 */
class LapackTest {
  record Case(Decomposition op, List<ArrayType> types) {
    List<HostArray> operands() {
      Random random = new Random(3);
      List<HostArray> operands = new ArrayList<>();
      for (ArrayType type : types) {
        HostArray a = HostArray.allocate(type);
        int columns = type.shape().dim(-1);
        int rows = type.rank() < 2 ? 1 : type.shape().dim(-2);
        int parts = type.dtype().isComplex() ? 2 : 1;
        for (int k = 0; k < parts * a.size(); k++) {
          int i = k / parts;
          int row = i / columns % rows;
          boolean diagonal = row == i % columns;
          boolean imaginary = k % parts == 1;
          double number = random.nextDouble() + (diagonal ? 3 + row : 0);
          double value = imaginary && diagonal ? 0 : number;
          if (a.data() instanceof double[] d) {
            d[k] = value;
          } else {
            ((float[]) a.data())[k] = (float) value;
          }
        }
        operands.add(a);
      }
      return operands;
    }

    Program program() {
      List<Variable> inputs = types.stream().map(Variable::new).toList();
      List<Variable> results = op.infer(types).stream().map(Variable::new).toList();
      Equation equation = new Equation(op, new ArrayList<>(inputs), results, SourceLine.UNKNOWN);
      return new Program(inputs, List.of(), List.of(equation), results).check();
    }

    boolean needsLapack() {
      return switch (op) {
        case Decomposition.Cholesky _,
            Decomposition.TriangularSolve _,
            Decomposition.Lu _,
            Decomposition.Inverse _ ->
            false;
        case Decomposition.Geqrf _,
            Decomposition.HouseholderProduct _,
            Decomposition.Qr _,
            Decomposition.Eigh _,
            Decomposition.Svd _ ->
            types.getFirst().dtype().isComplex();
        case Decomposition.Eig _,
            Decomposition.Schur _,
            Decomposition.Hessenberg _,
            Decomposition.Tridiagonal _ ->
            true;
      };
    }

    @Override
    public String toString() {
      return op.name() + "[" + op.parameters() + "] " + types;
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (DType dtype : List.of(DType.F32, DType.F64, DType.C64, DType.C128)) {
      ArrayType square = ArrayType.of(dtype, 2, 5, 5);
      ArrayType tall = ArrayType.of(dtype, 5, 3);
      ArrayType wide = ArrayType.of(dtype, 2, 1, 3, 4);
      for (boolean symmetrize : List.of(false, true)) {
        cases.add(new Case(new Decomposition.Cholesky(symmetrize), List.of(square)));
        cases.add(new Case(new Decomposition.Eigh(true, symmetrize), List.of(square)));
        cases.add(new Case(new Decomposition.Eigh(false, symmetrize), List.of(square)));
      }
      for (ArrayType type : List.of(square, tall, wide)) {
        cases.add(new Case(new Decomposition.Lu(), List.of(type)));
        cases.add(new Case(new Decomposition.Geqrf(), List.of(type)));
        cases.add(new Case(new Decomposition.Qr(false), List.of(type)));
        cases.add(new Case(new Decomposition.Qr(true), List.of(type)));
        cases.add(new Case(new Decomposition.Svd(false, false), List.of(type)));
        cases.add(new Case(new Decomposition.Svd(true, true), List.of(type)));
        cases.add(new Case(new Decomposition.Svd(false, true), List.of(type)));
      }
      cases.add(
          new Case(new Decomposition.HouseholderProduct(), List.of(tall, ArrayType.of(dtype, 2))));
      cases.add(new Case(new Decomposition.Inverse(), List.of(square)));
      cases.add(new Case(new Decomposition.Inverse(), List.of(ArrayType.of(dtype, 70, 70))));
      cases.add(new Case(new Decomposition.Cholesky(true), List.of(ArrayType.of(dtype, 70, 70))));
      cases.add(new Case(new Decomposition.Hessenberg(), List.of(square)));
      cases.add(new Case(new Decomposition.Tridiagonal(true), List.of(square)));
      cases.add(new Case(new Decomposition.Tridiagonal(false), List.of(square)));
      for (int code = 0; code < 16; code++) {
        boolean left = (code & 8) == 0;
        var solve =
            new Decomposition.TriangularSolve(left, (code & 1) > 0, (code & 2) > 0, (code & 4) > 0);
        ArrayType sides = left ? ArrayType.of(dtype, 2, 5, 3) : ArrayType.of(dtype, 2, 3, 5);
        cases.add(new Case(solve, List.of(square, sides)));
      }
    }
    return cases.stream();
  }

  private static List<HostArray> run(Case c, String module) {
    Program program = c.program();
    return TestPrograms.xla()
        .load(module, c.types, program.outputTypes(), Set.of(), false)
        .execute(c.operands())
        .stream()
        .map(Buffer::toHost)
        .toList();
  }

  /**
   * What needs no LAPACK: all but the orthogonal factors of complex matrices and the eigenvalues of
   * general ones.
   */
  static Stream<Case> expandable() {
    return cases().filter(c -> !c.needsLapack());
  }

  @Test
  void someFactorsNeedLapack() {
    assertThat(cases().filter(Case::needsLapack))
        .isNotEmpty()
        .allSatisfy(
            c ->
                assertThatThrownBy(() -> Lowering.lower(c.program()))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining(c.op.name() + " of ")
                    .hasMessageContaining("OpenBLAS"));
  }

  @ParameterizedTest
  @MethodSource("expandable")
  void expandersAgreeWithTheReference(Case c) {
    assertAgree(c, run(c, Lowering.lower(c.program())));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lapackAgreesWithTheReference(Case c) {
    assumeTrue(OpenBlas.find().isPresent(), "no OpenBLAS for this platform");
    String module = Lowering.lower(c.program(), Set.of(), false, true);
    assertThat(module).containsPattern("@(juxta|lapack)_[sdcz]");
    assertAgree(c, run(c, module));
  }

  /** The signs of columns of eigenvectors and singular vectors are free. */
  private static void assertAgree(Case c, List<HostArray> found) {
    boolean free = c.op instanceof Decomposition.Svd || c.op instanceof Decomposition.Eigh;
    boolean full = c.op instanceof Decomposition.Svd svd && svd.full();
    List<HostArray> expected = ReferenceEvaluator.evaluate(c.op, c.operands());
    for (int i = 0; i < expected.size(); i++) {
      HostArray want = expected.get(i);
      HostArray got = found.get(i);
      assertThat(got.type().sameAs(want.type())).isTrue();
      if (full && want.type().rank() == c.types.getFirst().rank()) {
        continue; // columns for the null space are any basis of it
      }
      double tolerance = want.type().dtype().real() == DType.F64 ? 1e-12 : 2e-4;
      for (int j = 0; j < want.size(); j++) {
        String what = c + " result " + i + " element " + j;
        if (free) {
          assertThat(size(got, j)).as(what).isCloseTo(size(want, j), within(tolerance));
        } else {
          assertThat(got.getDouble(j)).as(what).isCloseTo(want.getDouble(j), within(tolerance));
          assertThat(imaginary(got, j)).as(what).isCloseTo(imaginary(want, j), within(tolerance));
        }
      }
    }
  }

  private static double imaginary(HostArray x, int i) {
    return x.type().dtype().isComplex() ? x.getImaginary(i) : 0;
  }

  private static double size(HostArray x, int i) {
    return Math.hypot(x.getDouble(i), imaginary(x, i));
  }

  /** As JAX 0.10 lowers its Cholesky factorisation, its attributes where XLA looks for them. */
  @Test
  void jaxsOwnCustomCallsRun() {
    assumeTrue(Lapack.isThere(), "no OpenBLAS for this platform");
    String module =
        """
        module {
          func.func public @main(%a: tensor<2x2xf32>) -> (tensor<2x2xf32>, tensor<i32>) {
            %0:2 = stablehlo.custom_call @lapack_spotrf_ffi(%a) {backend_config = {uplo = 76 : ui8}, \
        api_version = 4 : i32, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], \
        output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], \
        operand_index = 0, operand_tuple_indices = []>], \
        result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<> : tensor<0xindex>]} \
        : (tensor<2x2xf32>) -> (tensor<2x2xf32>, tensor<i32>)
            func.return %0#0, %0#1 : tensor<2x2xf32>, tensor<i32>
          }
        }
        """;
    ArrayType matrix = ArrayType.of(DType.F32, 2, 2);
    Executable cholesky =
        TestPrograms.xla()
            .load(
                module, List.of(matrix), List.of(matrix, ArrayType.of(DType.I32)), Set.of(), false);
    List<Buffer> good = cholesky.execute(List.of(HostArray.wrap(matrix, new float[] {4, 2, 2, 5})));
    assertThat((float[]) good.get(0).toHost().data()).containsExactly(2, 0, 1, 2);
    assertThat(good.get(1).toHost().getLong(0)).isZero();
    List<Buffer> bad = cholesky.execute(List.of(HostArray.wrap(matrix, new float[] {1, 2, 2, 1})));
    assertThat(bad.get(1).toHost().getLong(0)).isEqualTo(2);
  }
}

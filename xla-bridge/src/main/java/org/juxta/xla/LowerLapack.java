package org.juxta.xla;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Decomposition;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;

/**
 * Factorisations by the custom calls of {@link Lapack}. Arrays are row-major and LAPACK's matrices
 * column-major, so a transposed matrix is handed over as it stands: that is done wherever the
 * factors of the transposed matrix are the transposed factors.
 */
final class LowerLapack {
  private LowerLapack() {}

  static List<String> rule(Emitter e, Decomposition op, Equation q) {
    return switch (op) {
      case Decomposition.Cholesky _ -> List.of(cholesky(e, q));
      case Decomposition.TriangularSolve o -> List.of(triangularSolve(e, o, q));
      case Decomposition.Lu _ -> lu(e, q);
      case Decomposition.Geqrf _ -> geqrf(e, operand(e, q), type(q));
      case Decomposition.HouseholderProduct _ ->
          List.of(
              householderProduct(
                  e, e.values(q.operands()), type(q), q.operandTypes().get(1).strong()));
      case Decomposition.Qr _ -> qr(e, q);
      case Decomposition.Eigh o -> eigh(e, o, q);
      case Decomposition.Svd o -> svd(e, o, q);
    };
  }

  private static ArrayType type(Equation q) {
    return q.operands().getFirst().type().strong();
  }

  private static String operand(Emitter e, Equation q) {
    return e.value(q.operands().getFirst());
  }

  private static ArrayType turned(ArrayType type) {
    Decomposition.Matrix a = Decomposition.Matrix.of(type);
    return a.matrix(a.columns(), a.rows());
  }

  private static String transpose(Emitter e, String x, ArrayType type) {
    int rank = type.rank();
    Ints order = Ints.range(0, rank).with(rank - 2, rank - 1).with(rank - 1, rank - 2);
    return e.emit(
        "stablehlo.transpose", x + ", dims = " + order, MlirText.type(type), turned(type));
  }

  /** Matrices are column-major: what has the rank of the first operand. */
  private static List<String> call(
      Emitter e,
      String routine,
      String attributes,
      List<String> operands,
      List<ArrayType> types,
      List<ArrayType> results) {
    int rank = types.getFirst().rank();
    return e.emit(
        results.size(),
        "stablehlo.custom_call @"
            + Lapack.target(routine, types.getFirst().dtype())
            + "("
            + String.join(", ", operands)
            + ") {api_version = 4 : i32, backend_config = {"
            + attributes
            + "}, operand_layouts = "
            + layouts(types, rank)
            + ", result_layouts = "
            + layouts(results, rank)
            + "} : ("
            + MlirText.types(types)
            + ") -> "
            + (results.size() == 1
                ? MlirText.type(results.getFirst())
                : "(" + MlirText.types(results) + ")"));
  }

  private static String layouts(List<ArrayType> types, int rank) {
    return types.stream()
        .map(type -> layout(type.rank(), type.rank() == rank))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** The axes from the one that is closest in memory. */
  private static String layout(int rank, boolean matrix) {
    Ints order = Ints.build(rank, i -> rank - 1 - i);
    if (matrix) {
      order = order.with(0, rank - 2).with(1, rank - 1);
    }
    Ints axes = order;
    String text =
        IntStream.range(0, rank)
            .mapToObj(i -> Integer.toString(axes.get(i)))
            .collect(Collectors.joining(", ", "[", "]"));
    return "dense<" + (rank == 0 ? "" : text) + "> : tensor<" + rank + "xindex>";
  }

  private static String letter(String name, char value) {
    return name + " = " + (int) value + " : ui8";
  }

  private static ArrayType info(ArrayType type) {
    return ArrayType.of(DType.I32, new Shape(Decomposition.Matrix.of(type).batch()));
  }

  /** Reads the other triangle of the transposed matrix. */
  private static char triangle(boolean lower) {
    return lower ? 'U' : 'L';
  }

  private static String cholesky(Emitter e, Equation q) {
    ArrayType type = type(q);
    String given = transpose(e, operand(e, q), type);
    List<String> found =
        call(
            e,
            "potrf",
            letter("uplo", triangle(true)),
            List.of(given),
            List.of(type),
            List.of(type, info(type)));
    return transpose(e, found.getFirst(), type);
  }

  private static String triangularSolve(Emitter e, Decomposition.TriangularSolve op, Equation q) {
    List<String> operands = e.values(q.operands());
    ArrayType a = type(q);
    ArrayType b = q.result().type();
    String attributes =
        String.join(
            ", ",
            letter("diag", op.unitDiagonal() ? 'U' : 'N'),
            letter("side", op.leftSide() ? 'R' : 'L'),
            letter("trans_x", op.transpose() ? 'T' : 'N'),
            letter("uplo", triangle(op.lower())));
    List<String> given =
        List.of(transpose(e, operands.get(0), a), transpose(e, operands.get(1), b));
    List<String> found =
        call(e, "trsm", attributes, given, List.of(a, turned(b)), List.of(turned(b)));
    return transpose(e, found.getFirst(), turned(b));
  }

  private static List<String> lu(Emitter e, Equation q) {
    ArrayType type = type(q);
    ArrayType pivots = q.results().get(1).type();
    ArrayType order = q.results().get(2).type();
    List<String> found =
        call(
            e,
            "getrf",
            "",
            List.of(operand(e, q)),
            List.of(type),
            List.of(type, pivots, info(type)));
    List<String> exchanged =
        LowerCustomCall.call(
            e,
            Lapack.ROW_ORDER,
            "",
            false,
            List.of(found.get(1)),
            List.of(pivots),
            List.of(pivots, order));
    return List.of(found.getFirst(), exchanged.get(0), exchanged.get(1));
  }

  private static List<String> geqrf(Emitter e, String a, ArrayType type) {
    List<ArrayType> results = new Decomposition.Geqrf().infer(List.of(type));
    return call(e, "geqrf", "", List.of(a), List.of(type), results);
  }

  private static String householderProduct(
      Emitter e, List<String> operands, ArrayType a, ArrayType taus) {
    return call(e, "orgqr", "", operands, List.of(a, taus), List.of(a)).getFirst();
  }

  private static List<String> qr(Emitter e, Equation q) {
    ArrayType type = type(q);
    List<String> packed = geqrf(e, operand(e, q), type);
    ArrayType taus = new Decomposition.Geqrf().infer(List.of(type)).get(1);
    ArrayType qType = q.results().get(0).type();
    ArrayType rType = q.results().get(1).type();
    String vectors = LowerDecomposition.columns(e, packed.get(0), type, qType.shape().dim(-1));
    String factor = householderProduct(e, List.of(vectors, packed.get(1)), qType, taus);
    String top = LowerDecomposition.rows(e, packed.get(0), type, rType.shape().dim(-2));
    return List.of(factor, LowerDecomposition.triangle(e, top, rType, false));
  }

  private static List<String> eigh(Emitter e, Decomposition.Eigh op, Equation q) {
    ArrayType type = type(q);
    ArrayType values = q.results().get(0).type();
    List<String> found =
        call(
            e,
            "syevd",
            letter("mode", 'V') + ", " + letter("uplo", triangle(op.lower())),
            List.of(transpose(e, operand(e, q), type)),
            List.of(type),
            List.of(type, values, info(type)));
    return List.of(found.get(1), found.get(0));
  }

  private static List<String> svd(Emitter e, Decomposition.Svd op, Equation q) {
    ArrayType given = turned(type(q));
    Decomposition.Matrix a = Decomposition.Matrix.of(given);
    ArrayType left = op.vectors() ? turned(q.results().get(2).type()) : a.matrix(1, 1);
    ArrayType right = op.vectors() ? turned(q.results().get(1).type()) : a.matrix(1, 1);
    List<String> found =
        call(
            e,
            "gesdd",
            letter("mode", !op.vectors() ? 'N' : op.full() ? 'A' : 'S'),
            List.of(transpose(e, operand(e, q), type(q))),
            List.of(given),
            List.of(given, q.results().get(0).type(), left, right, info(given)));
    List<String> results = new ArrayList<>(List.of(found.get(1)));
    if (op.vectors()) {
      results.add(transpose(e, found.get(3), right));
      results.add(transpose(e, found.get(2), left));
    }
    return results;
  }
}

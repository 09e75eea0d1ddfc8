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
import org.juxta.tracer.Variable;

/**
 * Factorisations by the custom calls of {@link RowMajorFactors}, and by those of {@link Lapack}
 * where nothing needs to be transposed. Arrays are row-major and LAPACK's matrices column-major, so
 * a transposed matrix is handed over as it stands: that is done wherever the factors of the
 * transposed matrix are the transposed factors.
 */
final class LowerLapack {
  private LowerLapack() {}

  static List<String> rule(Emitter e, Decomposition op, Equation q) {
    return switch (op) {
      case Decomposition.Cholesky o ->
          rowMajor(e, RowMajorFactors.CHOLESKY, "symmetrize = " + o.symmetrize(), q);
      case Decomposition.TriangularSolve o ->
          rowMajor(e, RowMajorFactors.TRIANGULAR, triangle(o), q);
      case Decomposition.Lu _ -> rowMajor(e, RowMajorFactors.LU, "", q);
      case Decomposition.Inverse _ -> rowMajor(e, RowMajorFactors.INVERSE, "", q);
      case Decomposition.Geqrf _ -> geqrf(e, operand(e, q), type(q));
      case Decomposition.HouseholderProduct _ ->
          List.of(
              householderProduct(
                  e, e.values(q.operands()), type(q), q.operandTypes().get(1).strong()));
      case Decomposition.Qr _ -> rowMajor(e, RowMajorFactors.QR, "", q);
      case Decomposition.Eigh o ->
          rowMajor(
              e,
              RowMajorFactors.EIGH,
              "lower = " + o.lower() + ", symmetrize = " + o.symmetrize(),
              q);
      case Decomposition.Eig o -> eig(e, o, q);
      case Decomposition.Schur _ -> schur(e, q);
      case Decomposition.Hessenberg _ -> hessenberg(e, q);
      case Decomposition.Tridiagonal o -> tridiagonal(e, o, q);
      case Decomposition.Svd o -> rowMajor(e, RowMajorFactors.SVD, "full = " + o.full(), q);
    };
  }

  private static ArrayType type(Equation q) {
    return q.operands().getFirst().type().strong();
  }

  private static String operand(Emitter e, Equation q) {
    return e.value(q.operands().getFirst());
  }

  private static List<String> rowMajor(Emitter e, String name, String attributes, Equation q) {
    return LowerCustomCall.call(
        e,
        RowMajorFactors.target(name, type(q).dtype()),
        attributes,
        false,
        e.values(q.operands()),
        q.operandTypes(),
        q.results().stream().map(Variable::type).toList());
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

  private static String triangle(Decomposition.TriangularSolve op) {
    return "left = %b, lower = %b, transpose = %b, unit = %b"
        .formatted(op.leftSide(), op.lower(), op.transpose(), op.unitDiagonal());
  }

  private static List<String> geqrf(Emitter e, String a, ArrayType type) {
    List<ArrayType> results = new Decomposition.Geqrf().infer(List.of(type));
    return call(e, "geqrf", "", List.of(a), List.of(type), results);
  }

  private static String householderProduct(
      Emitter e, List<String> operands, ArrayType a, ArrayType taus) {
    return call(e, Lapack.householder(a.dtype()), "", operands, List.of(a, taus), List.of(a))
        .getFirst();
  }

  private static ArrayType info(ArrayType type) {
    return ArrayType.of(DType.I32, new Shape(Decomposition.Matrix.of(type).batch()));
  }

  private static String letter(String name, char value) {
    return name + " = " + (int) value + " : ui8";
  }

  private static List<String> eig(Emitter e, Decomposition.Eig op, Equation q) {
    ArrayType type = type(q);
    ArrayType values = q.results().getFirst().type();
    ArrayType vectors = type.with(values.dtype());
    ArrayType parts = values.with(type.dtype());
    boolean isComplex = type.dtype().isComplex();
    List<ArrayType> results = new ArrayList<>(List.of(parts));
    if (!isComplex) {
      results.add(parts);
    }
    results.addAll(List.of(vectors, vectors, info(type)));
    String attributes =
        letter("compute_left", op.left() ? 'V' : 'N')
            + ", "
            + letter("compute_right", op.right() ? 'V' : 'N');
    List<String> found =
        call(e, "geev", attributes, List.of(operand(e, q)), List.of(type), results);
    String w =
        isComplex
            ? found.getFirst()
            : e.emit("stablehlo.complex", found.get(0) + ", " + found.get(1), values);
    List<String> wanted = new ArrayList<>(List.of(w));
    if (op.left()) {
      wanted.add(found.get(found.size() - 3));
    }
    if (op.right()) {
      wanted.add(found.get(found.size() - 2));
    }
    return wanted;
  }

  private static List<String> schur(Emitter e, Equation q) {
    ArrayType type = type(q);
    Decomposition.Matrix a = Decomposition.Matrix.of(type);
    ArrayType parts = a.vector(type.dtype(), a.rows());
    List<ArrayType> results = new ArrayList<>(List.of(type, type, parts));
    if (!type.dtype().isComplex()) {
      results.add(parts);
    }
    results.addAll(List.of(info(type), info(type)));
    String attributes = letter("mode", 'V') + ", " + letter("sort", 'N');
    return call(e, "gees", attributes, List.of(operand(e, q)), List.of(type), results)
        .subList(0, 2);
  }

  private static List<String> hessenberg(Emitter e, Equation q) {
    ArrayType type = type(q);
    String attributes = "low = 1 : i32, high = " + type.shape().dim(-1) + " : i32";
    List<ArrayType> results = List.of(type, q.results().get(1).type(), info(type));
    return call(e, "gehrd", attributes, List.of(operand(e, q)), List.of(type), results)
        .subList(0, 2);
  }

  private static List<String> tridiagonal(Emitter e, Decomposition.Tridiagonal op, Equation q) {
    ArrayType type = type(q);
    List<ArrayType> results = new ArrayList<>();
    q.results().forEach(result -> results.add(result.type()));
    results.add(info(type));
    String routine = type.dtype().isComplex() ? "hetrd" : "sytrd";
    String attributes = letter("uplo", op.lower() ? 'L' : 'U');
    return call(e, routine, attributes, List.of(operand(e, q)), List.of(type), results)
        .subList(0, 4);
  }
}

package org.juxta.xla;

import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.DType;
import org.juxta.tracer.Decomposition;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Program;
import org.juxta.tracer.Shape;

/**
 * Factorisations by what XLA itself knows: expanders of the compiler, and programs of elementary
 * operations.
 */
final class LowerDecomposition {
  private LowerDecomposition() {}

  static List<String> rule(Emitter e, Decomposition op, Equation q) {
    if (q.operands().getFirst().type().shape().size() == 0) {
      return q.results().stream().map(v -> ofNothing(e, v.type())).toList();
    }
    return e.callsLapack() ? LowerLapack.rule(e, op, q) : expanded(e, op, q);
  }

  private static List<String> expanded(Emitter e, Decomposition op, Equation q) {
    return switch (op) {
      case Decomposition.Cholesky o -> List.of(cholesky(e, o, q));
      case Decomposition.TriangularSolve o -> List.of(triangularSolve(e, o, q));
      case Decomposition.Lu o -> program(e, o, LuProgram.of(type(q)), q);
      case Decomposition.Inverse o -> program(e, o, InverseProgram.of(type(q)), q);
      case Decomposition.Geqrf _ when isComplex(q) -> throw needsLapack(op, q);
      case Decomposition.HouseholderProduct _ when isComplex(q) -> throw needsLapack(op, q);
      case Decomposition.Qr _ when isComplex(q) -> throw needsLapack(op, q);
      case Decomposition.Eigh _ when isComplex(q) -> throw needsLapack(op, q);
      case Decomposition.Svd _ when isComplex(q) -> throw needsLapack(op, q);
      case Decomposition.Eig _,
          Decomposition.Schur _,
          Decomposition.Hessenberg _,
          Decomposition.Tridiagonal _ ->
          throw needsLapack(op, q);
      case Decomposition.Geqrf _ -> geqrf(e, e.value(q.operands().getFirst()), type(q));
      case Decomposition.HouseholderProduct _ -> List.of(householderProduct(e, q));
      case Decomposition.Qr _ -> qr(e, q);
      case Decomposition.Eigh o -> program(e, o, EighProgram.of(o, type(q)), q);
      case Decomposition.Svd o -> program(e, o, SvdProgram.of(o, type(q)), q);
    };
  }

  private static ArrayType type(Equation q) {
    return q.operands().getFirst().type().strong();
  }

  private static boolean isComplex(Equation q) {
    return type(q).dtype().isComplex();
  }

  private static EngineException needsLapack(Decomposition op, Equation q) {
    return new EngineException(
        op.name()
            + " of "
            + type(q)
            + " needs LAPACK, which this engine can't call: it is there on CPUs, if OpenBLAS is on"
            + " the class path");
  }

  /** Factors of a matrix without elements that have some: identities, and orders as they were. */
  private static String ofNothing(Emitter e, ArrayType type) {
    if (type.shape().size() == 0) {
      return e.zeros(type);
    }
    int rank = type.rank();
    if (type.dtype() == DType.I32) {
      return e.emit("stablehlo.iota", "dim = " + (rank - 1), type);
    }
    String isDiagonal = compareIndices(e, type, "EQ");
    return e.emit("stablehlo.convert", isDiagonal, MlirText.type(type.with(DType.BOOL)), type);
  }

  /** Where row and column index compare so. */
  private static String compareIndices(Emitter e, ArrayType type, String direction) {
    ArrayType index = type.with(DType.I32);
    String row = e.emit("stablehlo.iota", "dim = " + (type.rank() - 2), index);
    String column = e.emit("stablehlo.iota", "dim = " + (type.rank() - 1), index);
    return LowerElementwise.compare(e, direction, row + ", " + column, index);
  }

  /** With zeros below the diagonal, or above it. */
  static String triangle(Emitter e, String x, ArrayType type, boolean lower) {
    String inside = compareIndices(e, type, lower ? "GE" : "LE");
    return LowerElementwise.select(e, inside, x, e.zeros(type), type);
  }

  private static String cholesky(Emitter e, Decomposition.Cholesky op, Equation q) {
    ArrayType type = q.result().type();
    String given = e.value(q.operands().getFirst());
    String a = op.symmetrize() ? symmetricPart(e, given, type) : given;
    String l = e.emit("stablehlo.cholesky", a + ", lower = true", type);
    return triangle(e, l, type, true);
  }

  private static String symmetricPart(Emitter e, String a, ArrayType type) {
    String turned = transpose(e, a, type);
    String adjoint =
        type.dtype().isComplex() ? LowerElementwise.conjugate(e, turned, type) : turned;
    String sum = e.emit("stablehlo.add", a + ", " + adjoint, type);
    return e.emit(
        "stablehlo.multiply",
        sum + ", " + e.constant(Literal.of(ArrayType.of(type.dtype()), 0.5), type.shape()),
        type);
  }

  /** Of square matrices. */
  private static String transpose(Emitter e, String x, ArrayType type) {
    int rank = type.rank();
    Ints order = Ints.range(0, rank).with(rank - 2, rank - 1).with(rank - 1, rank - 2);
    return e.emit("stablehlo.transpose", x + ", dims = " + order, MlirText.type(type), type);
  }

  private static String triangularSolve(Emitter e, Decomposition.TriangularSolve op, Equation q) {
    List<Atom> operands = q.operands();
    return e.emit(
        "\"stablehlo.triangular_solve\"",
        "("
            + String.join(", ", e.values(operands))
            + ") <{left_side = "
            + op.leftSide()
            + ", lower = "
            + op.lower()
            + ", unit_diagonal = "
            + op.unitDiagonal()
            + ", transpose_a = #stablehlo<transpose "
            + (op.transpose() ? "TRANSPOSE" : "NO_TRANSPOSE")
            + ">}>",
        MlirText.types(q.operandTypes()),
        q.result().type());
  }

  /** An operation that the compiler replaces by others. */
  private static List<String> expander(
      Emitter e,
      String name,
      List<String> operands,
      List<ArrayType> types,
      List<ArrayType> results) {
    String signature =
        " : ("
            + MlirText.types(types)
            + ") -> "
            + (results.size() == 1
                ? MlirText.type(results.getFirst())
                : "(" + MlirText.types(results) + ")");
    return e.emit(
        results.size(),
        "stablehlo.custom_call @" + name + "(" + String.join(", ", operands) + ")" + signature);
  }

  private static List<String> geqrf(Emitter e, String a, ArrayType type) {
    List<ArrayType> results = new Decomposition.Geqrf().infer(List.of(type));
    return expander(e, "Qr", List.of(a), List.of(type), results);
  }

  private static String householderProduct(Emitter e, Equation q) {
    List<ArrayType> types = q.operandTypes();
    return householderProduct(e, e.values(q.operands()), types.get(0), types.get(1));
  }

  private static String householderProduct(
      Emitter e, List<String> operands, ArrayType a, ArrayType taus) {
    return expander(
            e, "ProductOfElementaryHouseholderReflectors", operands, List.of(a, taus), List.of(a))
        .getFirst();
  }

  private static List<String> qr(Emitter e, Equation q) {
    ArrayType type = type(q);
    List<String> packed = geqrf(e, e.value(q.operands().getFirst()), type);
    ArrayType taus = new Decomposition.Geqrf().infer(List.of(type)).get(1);
    ArrayType qType = q.results().get(0).type();
    ArrayType rType = q.results().get(1).type();
    String vectors = columns(e, packed.get(0), type, qType.shape().dim(-1));
    String factor = householderProduct(e, List.of(vectors, packed.get(1)), qType, taus);
    String top = rows(e, packed.get(0), type, rType.shape().dim(-2));
    return List.of(factor, triangle(e, top, rType, false));
  }

  /** The first columns, with zeros after them if there are not so many. */
  static String columns(Emitter e, String x, ArrayType type, int count) {
    ArrayType result = type.with(type.shape().with(type.rank() - 1, count));
    int more = count - type.shape().dim(-1);
    if (more <= 0) {
      return corner(e, x, type, result);
    }
    Ints none = Ints.fill(type.rank(), 0);
    ArrayType scalar = ArrayType.of(type.dtype());
    return e.emit(
        "stablehlo.pad",
        x
            + ", "
            + e.zeros(scalar)
            + ", low = "
            + none
            + ", high = "
            + none.with(type.rank() - 1, more)
            + ", interior = "
            + none,
        MlirText.types(List.of(type, scalar)),
        result);
  }

  static String rows(Emitter e, String x, ArrayType type, int count) {
    return corner(e, x, type, type.with(type.shape().with(type.rank() - 2, count)));
  }

  private static String corner(Emitter e, String x, ArrayType type, ArrayType result) {
    Shape shape = result.shape();
    if (shape.equals(type.shape())) {
      return x;
    }
    StringBuilder bounds = new StringBuilder();
    for (int i = 0; i < shape.rank(); i++) {
      bounds.append(i == 0 ? "0:" : ", 0:").append(shape.dim(i));
    }
    return e.emit("stablehlo.slice", x + " [" + bounds + "]", MlirText.type(type), result);
  }

  private static List<String> program(Emitter e, Decomposition op, Program program, Equation q) {
    record Key(Decomposition op, ArrayType type) {}
    String function =
        e.function(
            new Key(op, type(q)),
            op.name(),
            name -> Lowering.function(e, "private", name, program));
    return LowerControl.call(
        e, function, e.values(q.operands()), q.operandTypes(), program.outputTypes());
  }
}

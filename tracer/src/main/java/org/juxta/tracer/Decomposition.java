package org.juxta.tracer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Factorisations of matrices, and what solves with their factors. Matrices are the last two axes of
 * an operand, all axes before them count batches; F32, F64, C64 and C128. The adjoint is the
 * transpose of the conjugate, and for real matrices the transpose.
 */
public sealed interface Decomposition extends Op {

  /**
   * {@code (a)}: the lower triangular factor L of {@code a = L Lᴴ}, zeros above the diagonal. Reads
   * the lower triangle only, or is of the symmetric part of {@code a}, half the sum with its
   * adjoint. A matrix that is not positive definite gives NaN on and below the diagonal.
   */
  record Cholesky(boolean symmetrize) implements Decomposition {
    @Override
    public String name() {
      return "cholesky";
    }

    @Override
    public String parameters() {
      return symmetrize ? "symmetrized" : "";
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Matrix a = Matrix.only(this, operands).square(this, operands);
      return List.of(a.type);
    }
  }

  /**
   * {@code (a, b)}: the x of {@code op(a) x = b} or, on the right side, {@code x op(a) = b}, where
   * {@code op(a)} is one triangle of {@code a}, transposed (not conjugate) or not. What stands in
   * the other triangle, and with a unit diagonal on the diagonal, is not read.
   */
  record TriangularSolve(boolean leftSide, boolean lower, boolean transpose, boolean unitDiagonal)
      implements Decomposition {
    @Override
    public String name() {
      return "triangular_solve";
    }

    @Override
    public String parameters() {
      return (leftSide ? "left" : "right")
          + (lower ? " lower" : " upper")
          + (transpose ? " transposed" : "")
          + (unitDiagonal ? " unit_diagonal" : "");
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 2);
      Check.sameDType(this, operands);
      Matrix a = Matrix.of(this, operands, 0).square(this, operands);
      Matrix b = Matrix.of(this, operands, 1);
      Check.shape(a.batch.equals(b.batch), this, operands, "the batches differ");
      Check.shape(
          a.rows == (leftSide ? b.rows : b.columns),
          this,
          operands,
          "the triangle does not fit the " + (leftSide ? "rows" : "columns") + " of the other");
      return List.of(b.type);
    }
  }

  /**
   * {@code (a)}: LU factors with row exchanges. Results: L (unit diagonal, left out) and U in one
   * array, the row that each step exchanged with its own, and the permutation that all exchanges
   * make, so that {@code a[permutation] = L U}; the last two I32. At a zero pivot nothing is
   * divided. The size of a complex pivot is the sum of the absolute values of its parts.
   */
  record Lu() implements Decomposition {
    @Override
    public String name() {
      return "lu";
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Matrix a = Matrix.only(this, operands);
      return List.of(
          a.type, a.vector(DType.I32, Math.min(a.rows, a.columns)), a.vector(DType.I32, a.rows));
    }
  }

  /**
   * {@code (a)}: the inverse of a square matrix. Of a singular one it is what the two systems with
   * its LU factors give: infinite or NaN where zero pivots are divided by.
   */
  record Inverse() implements Decomposition {
    @Override
    public String name() {
      return "inverse";
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      return List.of(Matrix.only(this, operands).square(this, operands).type);
    }
  }

  /**
   * {@code (a)}: R on and above the diagonal with the Householder vectors of Q below it, and their
   * factors, as LAPACK's {@code geqrf}.
   */
  record Geqrf() implements Decomposition {
    @Override
    public String name() {
      return "geqrf";
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Matrix a = Matrix.only(this, operands);
      return List.of(a.type, a.vector(a.type.dtype(), Math.min(a.rows, a.columns)));
    }
  }

  /**
   * {@code (a, taus)}: as many columns as {@code a} has of the product of the Householder
   * reflectors whose vectors stand below its diagonal, as LAPACK's {@code orgqr}. At most as many
   * columns as rows, and at least as many as reflectors.
   */
  record HouseholderProduct() implements Decomposition {
    @Override
    public String name() {
      return "householder_product";
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 2);
      Check.sameDType(this, operands);
      Matrix a = Matrix.of(this, operands, 0);
      ArrayType taus = operands.get(1);
      Check.shape(
          taus.rank() == a.type.rank() - 1
              && taus.shape().dims().slice(0, taus.rank() - 1).equals(a.batch)
              && taus.shape().dim(-1) <= a.columns
              && a.columns <= a.rows,
          this,
          operands,
          "needs at least as many rows as columns, and these as factors, of one batch");
      return List.of(a.type);
    }
  }

  /**
   * {@code (a)}: {@code a = Q R}, Q unitary, R upper triangular; signs are those of Householder
   * reflections, as LAPACK's. With {@code full}, Q is square; else Q has {@code min(rows, columns)}
   * columns and R as many rows.
   */
  record Qr(boolean full) implements Decomposition {
    @Override
    public String name() {
      return "qr";
    }

    @Override
    public String parameters() {
      return full ? "full" : "";
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Matrix a = Matrix.only(this, operands);
      int inner = full ? a.rows : Math.min(a.rows, a.columns);
      return List.of(a.matrix(a.rows, inner), a.matrix(inner, a.columns));
    }
  }

  /**
   * {@code (a)}: eigenvalues of a symmetric or Hermitian matrix, ascending, and its eigenvectors as
   * columns. Reads one triangle, or is of the symmetric part. The signs of eigenvectors, and a
   * basis where eigenvalues are equal, are the engine's. NaN all over for a matrix with an element
   * that is not finite.
   */
  record Eigh(boolean lower, boolean symmetrize) implements Decomposition {
    @Override
    public String name() {
      return "eigh";
    }

    @Override
    public String parameters() {
      return symmetrize ? "symmetrized" : lower ? "lower" : "upper";
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Matrix a = Matrix.only(this, operands).square(this, operands);
      return List.of(a.vector(a.type.dtype().real(), a.rows), a.type);
    }
  }

  /**
   * {@code (a)}: singular values, descending, and with {@code vectors} U and Vᴴ of {@code a = U
   * diag(s) Vᴴ}: square if {@code full}, else with {@code min(rows, columns)} columns and rows. The
   * signs of singular vectors, and a basis where singular values are equal, are the engine's. NaN
   * all over for a matrix with an element that is not finite.
   */
  record Svd(boolean full, boolean vectors) implements Decomposition {
    @Override
    public String name() {
      return "svd";
    }

    @Override
    public String parameters() {
      return vectors ? full ? "full" : "" : "values";
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Matrix a = Matrix.only(this, operands);
      int rank = Math.min(a.rows, a.columns);
      ArrayType s = a.vector(a.type.dtype().real(), rank);
      return vectors
          ? List.of(
              s,
              a.matrix(a.rows, full ? a.rows : rank),
              a.matrix(full ? a.columns : rank, a.columns))
          : List.of(s);
    }
  }

  /**
   * {@code (a)}: the eigenvalues of a square matrix, complex, in no order; then, as wanted, the
   * left eigenvectors y with {@code yᴴ a = w yᴴ} and the right ones, as columns: of length 1, with
   * a largest element that is real. NaN all over for a matrix with an element that is not finite.
   */
  record Eig(boolean left, boolean right) implements Decomposition {
    @Override
    public String name() {
      return "eig";
    }

    @Override
    public String parameters() {
      return left ? right ? "left right" : "left" : right ? "" : "values";
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Matrix a = Matrix.only(this, operands).square(this, operands);
      DType complex = a.type.dtype().real() == DType.F64 ? DType.C128 : DType.C64;
      ArrayType w = a.vector(complex, a.rows);
      int count = (left ? 1 : 0) + (right ? 1 : 0);
      List<ArrayType> types = new ArrayList<>(List.of(w));
      types.addAll(Collections.nCopies(count, a.type.with(complex)));
      return types;
    }
  }

  /**
   * {@code (a)}: T and Z of {@code a = Z T Zᴴ}, Z unitary, T upper triangular, but for a real
   * matrix with blocks of two rows for pairs of conjugate eigenvalues. Eigenvalues are in no order.
   * NaN all over for a matrix with an element that is not finite.
   */
  record Schur() implements Decomposition {
    @Override
    public String name() {
      return "schur";
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Matrix a = Matrix.only(this, operands).square(this, operands);
      return List.of(a.type, a.type);
    }
  }

  /**
   * {@code (a)}: an upper Hessenberg matrix that is similar to {@code a}, with the vectors of
   * Householder reflections below its subdiagonal, and the factors of these, one less than rows; as
   * LAPACK's {@code gehrd}.
   */
  record Hessenberg() implements Decomposition {
    @Override
    public String name() {
      return "hessenberg";
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Matrix a = Matrix.only(this, operands).square(this, operands);
      Check.shape(a.rows > 0, this, operands, "the matrix must not be empty");
      return List.of(a.type, a.vector(a.type.dtype(), a.rows - 1));
    }
  }

  /**
   * {@code (a)}: a symmetric or Hermitian matrix, of which one triangle is read, made tridiagonal:
   * that triangle with the diagonal, the one beside it and the vectors of Householder reflections
   * behind; the diagonal, the one beside it, and the factors of the reflections; as LAPACK's {@code
   * sytrd}.
   */
  record Tridiagonal(boolean lower) implements Decomposition {
    @Override
    public String name() {
      return "tridiagonal";
    }

    @Override
    public String parameters() {
      return lower ? "lower" : "upper";
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Matrix a = Matrix.only(this, operands).square(this, operands);
      Check.shape(a.rows > 0, this, operands, "the matrix must not be empty");
      DType real = a.type.dtype().real();
      return List.of(
          a.type,
          a.vector(real, a.rows),
          a.vector(real, a.rows - 1),
          a.vector(a.type.dtype(), a.rows - 1));
    }
  }

  /** What the rules about matrices need to know of an operand. */
  record Matrix(ArrayType type, Ints batch, int rows, int columns) {
    static Matrix only(Op op, List<ArrayType> operands) {
      Check.count(op, operands, 1);
      return of(op, operands, 0);
    }

    static Matrix of(Op op, List<ArrayType> operands, int i) {
      ArrayType type = operands.get(i);
      Check.shape(type.rank() >= 2, op, operands, "a matrix has two axes at least");
      Check.dtype(
          switch (type.dtype()) {
            case F32, F64, C64, C128 -> true;
            case BOOL, I8, I16, I32, I64, U8, U16, U32, U64, BF16, F16 -> false;
          },
          op,
          operands,
          "defined for F32, F64, C64 and C128");
      return of(type);
    }

    /** Of a type known to be one of matrices. */
    public static Matrix of(ArrayType type) {
      Ints dims = type.shape().dims();
      int rank = dims.size();
      return new Matrix(
          type.strong(), dims.slice(0, rank - 2), dims.get(rank - 2), dims.get(rank - 1));
    }

    Matrix square(Op op, List<ArrayType> operands) {
      Check.shape(rows == columns, op, operands, "the matrix must be square");
      return this;
    }

    /** A vector for each matrix of the batch. */
    public ArrayType vector(DType dtype, int size) {
      return ArrayType.of(dtype, new Shape(batch.concat(Ints.of(size))));
    }

    /** A matrix of other sizes for each of the batch. */
    public ArrayType matrix(int newRows, int newColumns) {
      return ArrayType.of(type.dtype(), new Shape(batch.concat(Ints.of(newRows, newColumns))));
    }

    /** How many matrices there are. */
    public int count() {
      return new Shape(batch).size();
    }
  }
}

package org.juxta;

import java.util.Arrays;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * Linear algebra, as {@code jax.numpy.linalg}, {@code jax.scipy.linalg} and {@code jax.lax.linalg},
 * with their names in lowerCamelCase. Matrices are the last two axes, all axes before them count
 * batches. Integers are computed as floats. Factorisations are differentiable; where a matrix has
 * no factor, as in JAX the result is NaN or infinite, not an error. What has the wrong shape is a
 * {@link ShapeException}.
 *
 * {@snippet class="org.juxta.tests.snippets.LinalgSnippets" region="solve"}
 */
public final class Linalg {
  private Linalg() {}

  /** A Cholesky factor, lower or upper; the other triangle is not read. */
  public record Cholesky(Array c, boolean lower) {}

  /** {@code a = p l u}. */
  public record Lu(Array p, Array l, Array u) {}

  /**
   * L (its unit diagonal left out) and U in one array, the row that each step exchanged with its
   * own, and the order of rows that this makes: {@code a[permutation] = l u}.
   */
  public record LuFactors(Array lu, Array pivots, Array permutation) {}

  /** {@code a = q r}. */
  public record Qr(Array q, Array r) {}

  /** R above the vectors of the Householder reflections, and the reflections' factors. */
  public record PackedQr(Array a, Array taus) {}

  /** Eigenvalues, ascending, and eigenvectors as columns. */
  public record Eigh(Array eigenvalues, Array eigenvectors) {}

  /** Complex eigenvalues, in no order, and right eigenvectors as columns. */
  public record Eig(Array eigenvalues, Array eigenvectors) {}

  /** Complex eigenvalues, in no order, and left and right eigenvectors as columns. */
  public record TwoSidedEig(Array eigenvalues, Array left, Array right) {}

  /** {@code a = z t zᴴ}. */
  public record Schur(Array t, Array z) {}

  /** {@code a = q h qᴴ}, with zeros below the first diagonal under the main one of h. */
  public record Hessenberg(Array h, Array q) {}

  /**
   * The diagonals of a tridiagonal matrix, {@code d} and {@code e} beside it, which also stand in
   * {@code a} before the vectors of Householder reflections; the factors of these.
   */
  public record Tridiagonal(Array a, Array d, Array e, Array taus) {}

  /** {@code a = u diag(s) vh}. */
  public record Svd(Array u, Array s, Array vh) {}

  /** The sign of a determinant and the logarithm of its absolute value. */
  public record SlogDet(Array sign, Array logabsdet) {}

  /** A least-squares solution, sums of squared residuals, the rank, and singular values. */
  public record Lstsq(Array x, Array residuals, Array rank, Array singularValues) {}

  /** {@code a = unitary positive}, or the other way round. */
  public record Polar(Array unitary, Array positive) {}

  /** Norms of matrices that have a name. */
  public enum MatrixNorm {
    /** The square root of the sum of squares. */
    FROBENIUS,
    /** The sum of singular values. */
    NUCLEAR
  }

  /** Which triangle of a matrix is meant, and how. */
  public record Triangle(boolean lower, boolean transposed, boolean unitDiagonal) {
    public static final Triangle LOWER = new Triangle(true, false, false);
    public static final Triangle UPPER = new Triangle(false, false, false);

    /** The transpose of this triangle. */
    public Triangle transpose() {
      return new Triangle(lower, !transposed, unitDiagonal);
    }

    /** With ones on the diagonal, whatever stands there. */
    public Triangle withUnitDiagonal() {
      return new Triangle(lower, transposed, true);
    }
  }

  // ---- Factorisations ----

  /**
   * The lower factor of {@code a = l lᴴ}, of the symmetric part of {@code a}; NaN if that is not
   * positive definite.
   */
  public static Array cholesky(Array a) {
    return Factors.cholesky(a, true);
  }

  /** The upper factor of {@code a = uᴴ u}. */
  public static Array choleskyUpper(Array a) {
    return Factors.adjoint(cholesky(a));
  }

  /**
   * The lower or upper factor of a symmetric matrix of which only that triangle is read; as {@code
   * jax.scipy.linalg.cholesky}.
   */
  public static Array cholesky(Array a, boolean lower) {
    Array square = Factors.square("cholesky", a);
    return lower
        ? Factors.cholesky(square, false)
        : Factors.adjoint(Factors.cholesky(Factors.adjoint(square), false));
  }

  /** A factor for {@link #choSolve}; as {@code jax.scipy.linalg.cho_factor}. */
  public static Cholesky choFactor(Array a, boolean lower) {
    return new Cholesky(cholesky(a, lower), lower);
  }

  /** The upper factor of {@code rᵀ r + w wᵀ}; as {@code jax.lax.linalg.cholesky_update}. */
  public static Array choleskyUpdate(Array r, Array w) {
    return MatrixFunctions.choleskyUpdate(r, w);
  }

  /** {@code a = p l u} with row exchanges; as {@code jax.scipy.linalg.lu}. */
  public static Lu lu(Array a) {
    return Factors.unpacked(Factors.lu(a));
  }

  /** Factors for {@link #luSolve}; as {@code jax.scipy.linalg.lu_factor}. */
  public static LuFactors luFactor(Array a) {
    return Factors.lu(a);
  }

  /** The order of {@code size} rows after the exchanges {@code pivots}. */
  public static Array luPivotsToPermutation(Array pivots, int size) {
    return Factors.permutation(pivots, size);
  }

  /** The reduced factors: as many columns in q as the lesser of the sizes. */
  public static Qr qr(Array a) {
    return Factors.qr(a, false);
  }

  /** With a square q if {@code fullMatrices}. */
  public static Qr qr(Array a, boolean fullMatrices) {
    return Factors.qr(a, fullMatrices);
  }

  /** R and the Householder reflections of q; as NumPy's mode "raw", not transposed. */
  public static PackedQr geqrf(Array a) {
    return Factors.geqrf(a);
  }

  /** The first columns of the product of Householder reflections, as many as {@code a} has. */
  public static Array householderProduct(Array a, Array taus) {
    return Factors.householderProduct(a, taus);
  }

  /**
   * Of the symmetric part of {@code a}. The signs of eigenvectors are not determined; their
   * derivatives are finite for distinct eigenvalues only.
   */
  public static Eigh eigh(Array a) {
    return Factors.eigh(a, true, true);
  }

  /** Of a symmetric matrix of which only one triangle is read. */
  public static Eigh eigh(Array a, boolean lower) {
    return Factors.eigh(a, lower, false);
  }

  /** The eigenvalues of the symmetric part of {@code a}, ascending. */
  public static Array eigvalsh(Array a) {
    return eigh(a).eigenvalues();
  }

  /** Eigenvalues of the symmetric matrix with these diagonals, ascending. */
  public static Array eighTridiagonal(Array diagonal, Array offDiagonal) {
    Array above = Np.diag(offDiagonal, 1);
    return eigvalsh(Np.diag(diagonal).add(above).add(above.transpose()));
  }

  /**
   * Eigenvalues and right eigenvectors of a square matrix, complex for real ones too; as {@code
   * jax.numpy.linalg.eig}. Eigenvectors have length 1 and a largest element that is real; their
   * derivatives, which JAX offers on demand only, hold for distinct eigenvalues and while that
   * element stays the largest. NaN for a matrix with an element that is not finite. On CPU, where
   * there is LAPACK, and on the reference engine.
   */
  public static Eig eig(Array a) {
    return Factors.eig(a);
  }

  /**
   * {@link #eig} with the left eigenvectors y too, {@code yᴴ a = w yᴴ}; as {@code
   * jax.lax.linalg.eig}.
   */
  public static TwoSidedEig twoSidedEig(Array a) {
    return Factors.twoSidedEig(a);
  }

  /** The eigenvalues of a square matrix, complex, in no order. */
  public static Array eigvals(Array a) {
    return Factors.eigvals(a);
  }

  /**
   * {@code a = z t zᴴ}, z unitary, t upper triangular, for a real matrix with blocks of two rows
   * for pairs of conjugate eigenvalues; as {@code jax.scipy.linalg.schur}. No derivatives, and
   * engines as for {@link #eig}.
   */
  public static Schur schur(Array a) {
    return Factors.schur(a);
  }

  /** With complex factors, and so a triangular t, of real matrices too if {@code complex}. */
  public static Schur schur(Array a, boolean complex) {
    Array square = Factors.square("schur", a);
    boolean wide = square.dtype().real() == DType.F64;
    return schur(complex ? square.astype(wide ? DType.C128 : DType.C64) : square);
  }

  /**
   * {@code a = q h qᴴ}, h with zeros below its first subdiagonal; as {@code
   * jax.scipy.linalg.hessenberg}. No derivatives, and engines as for {@link #eig}.
   */
  public static Hessenberg hessenberg(Array a) {
    return Factors.hessenberg(a);
  }

  /**
   * A symmetric or Hermitian matrix, of which one triangle is read, made tridiagonal; as {@code
   * jax.lax.linalg.tridiagonal}. No derivatives, and engines as for {@link #eig}.
   */
  public static Tridiagonal tridiagonal(Array a, boolean lower) {
    return Factors.tridiagonal(a, lower);
  }

  /** With square u and vh, as NumPy's default. */
  public static Svd svd(Array a) {
    return Factors.svd(a, true);
  }

  /**
   * The reduced factors unless {@code fullMatrices}. The signs of singular vectors are not
   * determined; their derivatives are finite for distinct singular values only.
   */
  public static Svd svd(Array a, boolean fullMatrices) {
    return Factors.svd(a, fullMatrices);
  }

  /** The singular values, descending. */
  public static Array svdvals(Array a) {
    return Factors.svdvals(a);
  }

  /** {@code a = unitary positive}; as {@code jax.scipy.linalg.polar}. */
  public static Polar polar(Array a) {
    return MatrixFunctions.polar(a, false);
  }

  /** {@code a = positive unitary}. */
  public static Polar polarLeft(Array a) {
    return MatrixFunctions.polar(a, true);
  }

  // ---- Linear systems ----

  /**
   * The x of {@code a x = b}, b a vector if of rank 1, else matrices. Infinite or NaN if {@code a}
   * is singular.
   */
  public static Array solve(Array a, Array b) {
    return LinearSystems.solve(a, b);
  }

  /** {@link #solve} for a positive definite matrix; NaN if it is not. */
  public static Array solvePositive(Array a, Array b) {
    return LinearSystems.solvePositive(a, b);
  }

  /**
   * The x of {@code a x + x b = c} by Schur forms, as {@code jax.scipy.linalg.solve_sylvester}, and
   * engines as for {@link #eig}; with derivatives, where JAX has none. NaN if the sum of an
   * eigenvalue of a and one of b is smaller than 1e-8.
   */
  public static Array solveSylvester(Array a, Array b, Array c) {
    return solveSylvester(a, b, c, 1e-8);
  }

  /** NaN if the sum of an eigenvalue of a and one of b is smaller than the tolerance. */
  public static Array solveSylvester(Array a, Array b, Array c, double tolerance) {
    return Sylvester.solve(a, b, c, tolerance);
  }

  /** The x of {@code t x = b}, where t is a triangle of {@code a}. */
  public static Array solveTriangular(Array a, Array b, Triangle triangle) {
    return LinearSystems.solveTriangular(a, b, triangle);
  }

  /**
   * The x of {@code t x = b} or, not {@code leftSide}, {@code x t = b}, all matrices; as {@code
   * jax.lax.linalg.triangular_solve}.
   */
  public static Array triangularSolve(Array a, Array b, boolean leftSide, Triangle triangle) {
    return LinearSystems.triangularSolve(a, b, triangle, leftSide);
  }

  /** The x of {@code a x = b} from the factor of {@code a}. */
  public static Array choSolve(Cholesky factor, Array b) {
    return LinearSystems.choSolve(factor, b);
  }

  /** The x of {@code a x = b} from the factors of {@code a}. */
  public static Array luSolve(LuFactors factors, Array b) {
    return LinearSystems.luSolve(factors, b, false);
  }

  /** The x of {@code aᵀ x = b}, if {@code transposed}, from the factors of {@code a}. */
  public static Array luSolve(LuFactors factors, Array b, boolean transposed) {
    return LinearSystems.luSolve(factors, b, transposed);
  }

  /**
   * The x of a tridiagonal system: {@code below[0]} and the last of {@code above} are not read; b
   * and x are matrices. With row exchanges, as LAPACK's {@code gtsv}.
   */
  public static Array tridiagonalSolve(Array below, Array diagonal, Array above, Array b) {
    int n = diagonal.rank() == 0 ? -1 : diagonal.dim(-1);
    if (!below.shape().equals(diagonal.shape())
        || !above.shape().equals(diagonal.shape())
        || b.rank() != diagonal.rank() + 1
        || b.dim(-2) != n) {
      throw new ShapeException(
          "tridiagonalSolve: three diagonals of one shape and matrices with as many rows are"
              + " needed: "
              + below.type()
              + ", "
              + diagonal.type()
              + ", "
              + above.type()
              + ", "
              + b.type());
    }
    return b.size() == 0 ? b : LinearSystems.tridiagonal(below, diagonal, above, b);
  }

  /** The inverse; infinite or NaN if there is none. */
  public static Array inv(Array a) {
    return LinearSystems.inv(a);
  }

  /** The pseudo-inverse, singular values below {@code rtol} times the largest taken for zero. */
  public static Array pinv(Array a, double rtol) {
    return LinearSystems.pinv(a, rtol);
  }

  /** With 10 times the greater size times the precision of the element type, as JAX. */
  public static Array pinv(Array a) {
    return pinv(a, 10 * LinearSystems.defaultTolerance(Factors.matrix("pinv", a)));
  }

  /**
   * The x of least {@code |a x - b|}, and of least norm among these. Singular values below {@code
   * rcond} times the largest are taken for zero.
   */
  public static Lstsq lstsq(Array a, Array b, double rcond) {
    return LinearSystems.lstsq(a, b, rcond);
  }

  /** With the greater size times the precision of the element type. */
  public static Lstsq lstsq(Array a, Array b) {
    return lstsq(a, b, LinearSystems.defaultTolerance(Factors.matrix("lstsq", a)));
  }

  // ---- Numbers of a matrix ----

  /** The determinant. */
  public static Array det(Array a) {
    return LinearSystems.det(a);
  }

  /** Sign 0 and -infinity for a singular matrix. */
  public static SlogDet slogdet(Array a) {
    return LinearSystems.slogdet(a);
  }

  /** How many singular values are greater than {@code rtol} times the largest. */
  public static Array matrixRank(Array a, double rtol) {
    if (a.rank() < 2) {
      return a.ne(0).any().astype(DType.I32);
    }
    Array s = svdvals(a);
    if (s.dim(-1) == 0) {
      return s.ne(0).sum(-1);
    }
    return s.gt(Lax.sliceAlong(s, 0, 1, -1).mul(rtol)).sum(-1);
  }

  /** With the greater size times the precision of the element type. */
  public static Array matrixRank(Array a) {
    return matrixRank(a, a.rank() < 2 ? 0 : LinearSystems.defaultTolerance(a));
  }

  /** The largest singular value divided by the least. */
  public static Array cond(Array a) {
    Array s = svdvals(a);
    return s.max(-1).div(s.min(-1));
  }

  /** The norm of {@code a} of the given order times that of its inverse. */
  public static Array cond(Array a, double order) {
    return Math.abs(order) == 2
        ? order > 0 ? cond(a) : Np.reciprocal(cond(a))
        : matrixNorm(a, order).mul(matrixNorm(inv(a), order));
  }

  /** The square root of the sum of all squares. */
  public static Array norm(Array x) {
    return Norms.euclidean(x);
  }

  /**
   * Along one axis the vector norm of that order, over two the matrix norm; of all of a vector or
   * matrix if no axis is given. Orders of matrices: 1, 2 and infinity, and negative for the least.
   */
  public static Array norm(Array x, double order, int... axes) {
    return Norms.norm(x, order, axes);
  }

  /** The named norm of the matrices on the last two axes. */
  public static Array norm(Array x, MatrixNorm norm) {
    return matrixNorm(x, norm);
  }

  /** Over the axes, over all if none is given. */
  public static Array vectorNorm(Array x, double order, int... axes) {
    return Norms.vector(x, order, axes);
  }

  /** The square root of the sum of all squares. */
  public static Array vectorNorm(Array x) {
    return Norms.euclidean(x);
  }

  /** Of the matrices on the last two axes. */
  public static Array matrixNorm(Array x, double order) {
    return Norms.matrix(Factors.matrix("matrixNorm", x), order, -2, -1);
  }

  /** Of the matrices on the last two axes. */
  public static Array matrixNorm(Array x, MatrixNorm norm) {
    return Norms.matrix(Factors.matrix("matrixNorm", x), norm, -2, -1);
  }

  // ---- Functions of matrices ----

  /** {@code a} times itself n times; the inverse's power if n is negative. */
  public static Array matrixPower(Array a, int n) {
    return MatrixFunctions.power(a, n);
  }

  /**
   * The matrix exponential by scaling, a Padé approximant and squaring (Higham 2005); NaN for norms
   * that need more than 17 squarings.
   */
  public static Array expm(Array a) {
    return MatrixFunctions.expm(a);
  }

  /**
   * The principal square root, by the Denman–Beavers iteration; NaN or not a root if {@code a} has
   * no real one. Forward-mode derivatives only.
   */
  public static Array sqrtm(Array a) {
    return MatrixFunctions.sqrtm(a);
  }

  /** The product of a chain, in the order with the fewest multiplications. */
  public static Array multiDot(Array... arrays) {
    return MatrixFunctions.multiDot(arrays);
  }

  /**
   * The tensor with {@code tensordot(tensorinv(a, ind), a, ind)} the identity; the first {@code
   * ind} axes count the rows.
   */
  public static Array tensorinv(Array a, int ind) {
    if (ind <= 0 || ind > a.rank()) {
      throw new ShapeException("tensorinv: " + ind + " axes of " + a.type() + " can't be rows");
    }
    Ints dims = a.shape().dims();
    Ints rows = dims.slice(0, ind);
    Ints columns = dims.slice(ind, dims.size());
    Array inverse = inv(a.reshape(new Shape(rows).size(), new Shape(columns).size()));
    return inverse.reshape(new Shape(columns.concat(rows)));
  }

  /** The x of {@code tensordot(a, x, x.rank()) = b}. */
  public static Array tensorsolve(Array a, Array b) {
    Ints dims = a.shape().dims();
    if (dims.size() < b.rank() || !dims.slice(0, b.rank()).equals(b.shape().dims())) {
      throw new ShapeException(
          "tensorsolve: the first axes must be those of the right side: "
              + a.type()
              + ", "
              + b.type());
    }
    Shape rest = new Shape(dims.slice(b.rank(), dims.size()));
    return solve(a.reshape(b.size(), rest.size()), b.ravel()).reshape(rest);
  }

  // ---- Matrices made of others ----

  /** The blocks along the diagonal, zeros elsewhere. */
  public static Array blockDiag(Array... blocks) {
    return MatrixFunctions.blockDiag(blocks);
  }

  /** Constant diagonals: first column c, first row r but for its first element. */
  public static Array toeplitz(Array c, Array r) {
    return MatrixFunctions.toeplitz(c, r);
  }

  /** Symmetric or Hermitian, with first column c. */
  public static Array toeplitz(Array c) {
    return MatrixFunctions.toeplitz(c, Np.conj(c));
  }

  /** The last two axes exchanged. */
  public static Array matrixTranspose(Array x) {
    if (x.rank() < 2) {
      throw new ShapeException("matrixTranspose: a matrix is needed, not " + x.type());
    }
    return Factors.transposed(x);
  }

  /** The elements on diagonal {@code k} of matrices: of the last two axes, unlike NumPy's own. */
  public static Array diagonal(Array x, int k) {
    return Np.diagonal(x, k, -2, -1);
  }

  /** The sum along diagonal {@code k} of matrices: of the last two axes, unlike NumPy's own. */
  public static Array trace(Array x, int k) {
    return Np.trace(x, k, -2, -1);
  }

  /** {@link Np#matmul}. */
  public static Array matmul(Array x, Array y) {
    return Np.matmul(x, y);
  }

  /** All products of the elements of two vectors. */
  public static Array outer(Array x, Array y) {
    if (x.rank() != 1 || y.rank() != 1) {
      throw new ShapeException("outer: vectors are needed: " + x.type() + ", " + y.type());
    }
    return Np.outer(x, y);
  }

  /** {@link Np#cross}. */
  public static Array cross(Array x, Array y) {
    return Np.cross(x, y);
  }

  /** {@link Np#tensordot(Array, Array, int)}. */
  public static Array tensordot(Array x, Array y, int axes) {
    return Np.tensordot(x, y, axes);
  }

  /** {@link Np#tensordot(Array, Array, int[], int[])}. */
  public static Array tensordot(Array x, Array y, int[] xAxes, int[] yAxes) {
    return Np.tensordot(x, y, xAxes, yAxes);
  }

  /** Sums of products along {@code axis}, which both have; x is conjugated. */
  public static Array vecdot(Array x, Array y, int axis) {
    Array a = Np.moveaxis(x, axis, -1);
    Array b = Np.moveaxis(y, axis, -1);
    if (a.dim(-1) != b.dim(-1)) {
      throw new ShapeException(
          "vecdot: axes "
              + Arrays.toString(new int[] {a.dim(-1), b.dim(-1)})
              + " differ in size: "
              + x.type()
              + ", "
              + y.type());
    }
    return Np.conj(a).expandDims(-2).matmul(b.expandDims(-1)).squeeze(-1).squeeze(-1);
  }
}

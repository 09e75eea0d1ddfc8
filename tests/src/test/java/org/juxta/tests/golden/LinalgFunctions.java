package org.juxta.tests.golden;

import java.util.List;
import java.util.Map;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Linalg;
import org.juxta.Np;
import org.juxta.tracer.DType;

/** NumPy's, SciPy's and JAX's linear algebra. */
final class LinalgFunctions {
  private static final String UNIT = "lower=False, unit_diagonal=False";

  private LinalgFunctions() {}

  static void define(Functions f) {
    factors(f);
    canonical(f);
    systems(f);
    numbers(f);
    functionsOfMatrices(f);
    lax(f);
  }

  private static void factors(Functions f) {
    f.define(
        "np.linalg.cholesky", "a, upper=False, symmetrize_input=True", LinalgFunctions::cholesky);
    f.define(
        "scipy.linalg.cholesky",
        "a, lower=False",
        in -> Linalg.cholesky(in.array("a"), in.flag("lower")));
    f.define("np.linalg.qr", "a, mode='reduced'", LinalgFunctions::qr);
    f.define(
        "np.linalg.eigh",
        "a, UPLO='L', symmetrize_input=True",
        in -> list(eigh(in, in.text("UPLO").equals("L"))));
    f.define("scipy.linalg.eigh", "a", in -> list(Linalg.eigh(in.array("a"))));
    f.define("np.linalg.eigvalsh", "a", in -> Linalg.eigvalsh(in.array("a")));
    f.define(
        "np.linalg.svd",
        "a, full_matrices=True, compute_uv=True",
        in ->
            in.flag("compute_uv")
                ? list(Linalg.svd(in.array("a"), in.flag("full_matrices")))
                : Linalg.svdvals(in.array("a")));
    f.alias("scipy.linalg.svd", "np.linalg.svd");
    f.define("np.linalg.svdvals", "a", in -> Linalg.svdvals(in.array("a")));
    f.define(
        "scipy.linalg.lu",
        "a",
        in -> {
          Linalg.Lu lu = Linalg.lu(in.array("a"));
          return List.of(lu.p(), lu.l(), lu.u());
        });
    f.define(
        "np.lu_reconstruct",
        "a",
        in -> {
          Linalg.Lu lu = Linalg.lu(in.array("a"));
          return lu.p().matmul(lu.l()).matmul(lu.u());
        });
    f.define(
        "np.linalg.eig",
        "a",
        in -> {
          Linalg.Eig eig = Linalg.eig(in.array("a"));
          return List.of(eig.eigenvalues(), eig.eigenvectors());
        });
    f.define("np.linalg.eigvals", "a", in -> Linalg.eigvals(in.array("a")));
    f.define("np.roots", "p", in -> Np.roots(in.array("p")));
    f.define("np.linalg.eigvals_sorted", "a", in -> ordered(Linalg.eigvals(in.array("a"))));
    f.define("np.roots_sorted", "p", in -> ordered(Np.roots(in.array("p"))));
    f.define(
        "scipy.linalg.schur",
        "a, output='real'",
        in -> {
          Linalg.Schur schur = Linalg.schur(in.array("a"), in.text("output").equals("complex"));
          return List.of(schur.t(), schur.z());
        });
    f.define(
        "scipy.linalg.hessenberg",
        "a, calc_q=False",
        in -> {
          Linalg.Hessenberg found = Linalg.hessenberg(in.array("a"));
          return in.flag("calc_q") ? List.of(found.h(), found.q()) : found.h();
        });
    f.define("scipy.linalg.polar", "a, side='right'", LinalgFunctions::polar);
    f.define(
        "scipy.linalg.eigh_tridiagonal",
        "d, e, eigvals_only=False",
        in -> {
          in.require("eigvals_only", true);
          return Linalg.eighTridiagonal(in.array("d"), in.array("e"));
        });
  }

  /** Complex numbers by their real parts, then by their imaginary ones. */
  private static Array ordered(Array z) {
    List<Array> parts = Lax.sort(List.of(Np.real(z), Np.imag(z)), 0, 2);
    return Np.complex(parts.get(0), parts.get(1));
  }

  private static Array cholesky(Arguments in) {
    Array a = in.array("a");
    return in.flag("upper") ? Linalg.choleskyUpper(a) : Linalg.cholesky(a);
  }

  private static Object qr(Arguments in) {
    Array a = in.array("a");
    return switch (in.text("mode")) {
      case "reduced" -> list(Linalg.qr(a));
      case "complete" -> list(Linalg.qr(a, true));
      case "r" -> Linalg.qr(a).r();
      default -> throw in.notThere("mode");
    };
  }

  private static List<Array> list(Linalg.Qr qr) {
    return List.of(qr.q(), qr.r());
  }

  private static List<Array> list(Linalg.Eigh eigh) {
    return List.of(eigh.eigenvalues(), eigh.eigenvectors());
  }

  private static List<Array> list(Linalg.Svd svd) {
    return List.of(svd.u(), svd.s(), svd.vh());
  }

  private static Linalg.Eigh eigh(Arguments in, boolean lower) {
    Array a = in.array("a");
    return in.flag("symmetrize_input") ? Linalg.eigh(a) : Linalg.eigh(a, lower);
  }

  private static Object polar(Arguments in) {
    Array a = in.array("a");
    Linalg.Polar polar = in.text("side").equals("right") ? Linalg.polar(a) : Linalg.polarLeft(a);
    return List.of(polar.unitary(), polar.positive());
  }

  /** Factors with their signs made definite. */
  private static void canonical(Functions f) {
    f.define(
        "np.linalg.qr_positive",
        "a, mode='reduced'",
        in -> {
          Linalg.Qr qr = positive(Linalg.qr(in.array("a"), in.text("mode").equals("complete")));
          return Map.of("Q", qr.q(), "R", qr.r());
        });
    f.define(
        "np.linalg.eigh_signed",
        "a",
        in -> {
          Linalg.Eigh eigh = Linalg.eigh(in.array("a"));
          Array v = eigh.eigenvectors();
          return Map.of("w", eigh.eigenvalues(), "v", v.mul(signs(v)));
        });
    f.define(
        "np.linalg.svd_signed",
        "a",
        in -> {
          Linalg.Svd svd = Linalg.svd(in.array("a"), false);
          Array signs = signs(svd.u());
          Array turned = svd.vh().mul(Np.swapaxes(signs, -1, -2));
          return Map.of("U", svd.u().mul(signs), "S", svd.s(), "Vh", turned);
        });
    f.define("formula.qr_q", "a", in -> positive(Linalg.qr(in.array("a"))).q());
    f.define("formula.qr_r", "a", in -> positive(Linalg.qr(in.array("a"))).r());
    f.define(
        "formula.projector",
        "a, k",
        in -> {
          Array v = Linalg.eigh(in.array("a")).eigenvectors();
          Array top = Lax.sliceAlong(v, v.dim(1) - in.integer("k"), v.dim(1), 1);
          return top.matmul(top.transpose());
        });
    f.define(
        "formula.svd_lowrank",
        "a, k",
        in -> {
          Linalg.Svd svd = Linalg.svd(in.array("a"), false);
          int k = in.integer("k");
          Array left = Lax.sliceAlong(svd.u(), 0, k, 1).mul(Lax.sliceAlong(svd.s(), 0, k, 0));
          return left.matmul(Lax.sliceAlong(svd.vh(), 0, k, 0));
        });
  }

  private static Linalg.Qr positive(Linalg.Qr qr) {
    Array diagonal = Linalg.diagonal(qr.r(), 0);
    Array signs = Np.where(diagonal.lt(0), -1L, Np.onesLike(diagonal));
    int rest = qr.q().dim(-1) - signs.dim(-1);
    Array all = Np.concatenate(List.of(signs, Np.ones(signs.dtype(), rest)), -1);
    return new Linalg.Qr(qr.q().mul(all.expandDims(-2)), qr.r().mul(all.expandDims(-1)));
  }

  /** A row that makes the element of largest magnitude of each column positive. */
  private static Array signs(Array v) {
    Array place = v.abs().argmax(-2).expandDims(-2);
    return Np.takeAlongAxis(v, place, -2).sign();
  }

  private static void systems(Functions f) {
    f.define("np.linalg.solve", "a, b", in -> Linalg.solve(in.array("a"), in.array("b")));
    f.define(
        "scipy.linalg.solve",
        "a, b, assume_a='gen'",
        in ->
            in.text("assume_a").equals("pos")
                ? Linalg.solvePositive(in.array("a"), in.array("b"))
                : Linalg.solve(in.array("a"), in.array("b")));
    f.define(
        "scipy.linalg.solve_sylvester",
        "a, b, c, tol=1e-8",
        in -> Linalg.solveSylvester(in.array("a"), in.array("b"), in.array("c"), in.number("tol")));
    f.define("np.linalg.inv", "a", in -> Linalg.inv(in.array("a")));
    f.alias("scipy.linalg.inv", "np.linalg.inv");
    f.define(
        "np.linalg.pinv",
        "a, rtol=None",
        in ->
            in.has("rtol")
                ? Linalg.pinv(in.array("a"), in.number("rtol"))
                : Linalg.pinv(in.array("a")));
    f.define(
        "np.linalg.lstsq",
        "a, b, rcond=None",
        in -> {
          Linalg.Lstsq found = lstsq(in);
          return List.of(found.x(), found.residuals(), found.rank(), found.singularValues());
        });
    f.define(
        "np.lstsq_without_residual",
        "a, b, rcond=None",
        in -> {
          Linalg.Lstsq found = lstsq(in);
          return Map.of("x", found.x(), "rank", found.rank(), "s", found.singularValues());
        });
    f.define(
        "np.linalg.tensorinv",
        "a, ind=2",
        in -> Linalg.tensorinv(in.array("a"), in.integer("ind")));
    f.define(
        "np.linalg.tensorsolve", "a, b", in -> Linalg.tensorsolve(in.array("a"), in.array("b")));
    f.define(
        "scipy.linalg.solve_triangular",
        "a, b, trans=0, " + UNIT,
        in -> Linalg.solveTriangular(in.array("a"), in.array("b"), triangle(in)));
    f.define(
        "formula.solve_triangular",
        "a, b",
        in -> Linalg.solveTriangular(in.array("a"), in.array("b"), Linalg.Triangle.LOWER));
    f.define(
        "scipy.linalg.cho_factor",
        "a, lower=False",
        in -> List.of(Linalg.choFactor(in.array("a"), in.flag("lower")).c(), in.value("lower")));
    f.define(
        "scipy.linalg.cho_solve",
        "factor, b",
        in -> {
          List<?> pair = in.list("factor");
          boolean lower = Values.truth(pair.get(1));
          return Linalg.choSolve(
              new Linalg.Cholesky(Values.array(pair.get(0)), lower), in.array("b"));
        });
    f.define(
        "scipy.linalg.lu_factor",
        "a",
        in -> {
          Linalg.LuFactors lu = Linalg.luFactor(in.array("a"));
          return List.of(lu.lu(), lu.pivots());
        });
    f.define(
        "scipy.linalg.lu_solve",
        "factor, b, trans=0",
        in -> {
          List<?> pair = in.list("factor");
          Array lu = Values.array(pair.get(0));
          Array pivots = Values.array(pair.get(1));
          Array order = Linalg.luPivotsToPermutation(pivots, lu.dim(-1));
          return Linalg.luSolve(
              new Linalg.LuFactors(lu, pivots, order), in.array("b"), in.integer("trans") != 0);
        });
  }

  private static Linalg.Lstsq lstsq(Arguments in) {
    return in.has("rcond")
        ? Linalg.lstsq(in.array("a"), in.array("b"), in.number("rcond"))
        : Linalg.lstsq(in.array("a"), in.array("b"));
  }

  private static Linalg.Triangle triangle(Arguments in) {
    Object trans = in.value("trans");
    boolean transposed =
        trans instanceof String text ? !text.equals("N") : in.integer("trans") != 0;
    return new Linalg.Triangle(in.flag("lower"), transposed, in.flag("unit_diagonal"));
  }

  private static void numbers(Functions f) {
    f.define("np.linalg.det", "a", in -> Linalg.det(in.array("a")));
    f.alias("scipy.linalg.det", "np.linalg.det");
    f.define(
        "np.linalg.slogdet",
        "a",
        in -> {
          Linalg.SlogDet found = Linalg.slogdet(in.array("a"));
          return List.of(found.sign(), found.logabsdet());
        });
    f.define("formula.logabsdet", "a", in -> Linalg.slogdet(in.array("a")).logabsdet());
    f.define(
        "np.linalg.matrix_rank",
        "a, rtol=None",
        in ->
            in.has("rtol")
                ? Linalg.matrixRank(in.array("a"), in.number("rtol"))
                : Linalg.matrixRank(in.array("a")));
    f.define(
        "np.linalg.cond",
        "a, p=None",
        in ->
            in.has("p") ? Linalg.cond(in.array("a"), order(in, "p")) : Linalg.cond(in.array("a")));
    f.define(
        "np.linalg.norm",
        "x, ord=None, axis=None, keepdims=False",
        in -> in.keep(norm(in, in.integers("axis")), in.array("x")));
    f.define(
        "np.linalg.vector_norm",
        "x, axis=None, keepdims=False, ord=2",
        in ->
            in.keep(
                Linalg.vectorNorm(in.array("x"), order(in, "ord"), in.integers("axis")),
                in.array("x")));
    f.define("np.linalg.matrix_norm", "x, ord='fro'", in -> norm(in, -2, -1));
  }

  private static double order(Arguments in, String name) {
    return in.value(name) instanceof String text
        ? Double.parseDouble(text.replace("inf", "Infinity"))
        : in.number(name);
  }

  private static Array norm(Arguments in, int... axes) {
    Array x = in.array("x");
    if (!in.has("ord")) {
      return axes.length == 0 ? Linalg.norm(x) : Linalg.vectorNorm(x, 2, axes);
    }
    if (in.value("ord") instanceof String text && !text.endsWith("inf")) {
      if (axes.length > 0 && (axes[0] != -2 || axes[1] != -1)) {
        throw in.notThere("axis");
      }
      return Linalg.norm(
          x, text.equals("fro") ? Linalg.MatrixNorm.FROBENIUS : Linalg.MatrixNorm.NUCLEAR);
    }
    return Linalg.norm(x, order(in, "ord"), axes);
  }

  private static void functionsOfMatrices(Functions f) {
    f.define(
        "np.linalg.matrix_power", "a, n", in -> Linalg.matrixPower(in.array("a"), in.integer("n")));
    f.define("scipy.linalg.expm", "a", in -> Linalg.expm(in.array("a")));
    f.alias("formula.expm", "scipy.linalg.expm");
    f.define("scipy.linalg.sqrtm", "a", in -> Linalg.sqrtm(in.array("a")));
    f.define(
        "np.linalg.multi_dot", "xs", in -> Linalg.multiDot(in.arrays("xs").toArray(Array[]::new)));
    f.define(
        "scipy.linalg.block_diag",
        "*xs",
        in -> Linalg.blockDiag(in.arrays("xs").toArray(Array[]::new)));
    f.define(
        "scipy.linalg.toeplitz",
        "c, r=None",
        in ->
            in.has("r")
                ? Linalg.toeplitz(in.array("c"), in.array("r"))
                : Linalg.toeplitz(in.array("c")));
    f.define(
        "np.linalg.vecdot",
        "x, y, axis=-1",
        in -> Linalg.vecdot(in.array("x"), in.array("y"), in.integer("axis")));
    f.define("np.linalg.matrix_transpose", "x", in -> Linalg.matrixTranspose(in.array("x")));
    f.define("np.linalg.outer", "x, y", in -> Linalg.outer(in.array("x"), in.array("y")));
    f.define(
        "np.linalg.diagonal",
        "x, offset=0",
        in -> Linalg.diagonal(in.array("x"), in.integer("offset")));
    f.define(
        "np.linalg.trace", "x, offset=0", in -> Linalg.trace(in.array("x"), in.integer("offset")));
    for (String name : List.of("matmul", "cross", "tensordot")) {
      f.alias("np.linalg." + name, "np." + name);
    }
  }

  private static void lax(Functions f) {
    f.define(
        "lax.linalg.tridiagonal",
        "a, lower=True",
        in -> {
          Linalg.Tridiagonal found = Linalg.tridiagonal(in.array("a"), in.flag("lower"));
          return List.of(found.a(), found.d(), found.e(), found.taus());
        });
    f.define(
        "lax.linalg.schur",
        "x",
        in -> {
          Linalg.Schur schur = Linalg.schur(in.array("x"));
          return List.of(schur.t(), schur.z());
        });
    f.define(
        "lax.linalg.cholesky",
        "a, symmetrize_input=True",
        in ->
            in.flag("symmetrize_input")
                ? Linalg.cholesky(in.array("a"))
                : Linalg.cholesky(in.array("a"), true));
    f.define(
        "lax.linalg.triangular_solve",
        "a, b, left_side=False, lower=False, transpose_a=False, conjugate_a=False,"
            + " unit_diagonal=False",
        in ->
            Linalg.triangularSolve(
                in.flag("conjugate_a") ? in.array("a").conj() : in.array("a"),
                in.array("b"),
                in.flag("left_side"),
                new Linalg.Triangle(
                    in.flag("lower"), in.flag("transpose_a"), in.flag("unit_diagonal"))));
    f.define(
        "lax.linalg.tridiagonal_solve",
        "dl, d, du, b",
        in ->
            Linalg.tridiagonalSolve(in.array("dl"), in.array("d"), in.array("du"), in.array("b")));
    f.define(
        "lax.linalg.lu",
        "a",
        in -> {
          Linalg.LuFactors lu = Linalg.luFactor(in.array("a"));
          return List.of(lu.lu(), lu.pivots(), lu.permutation());
        });
    f.define(
        "lax.linalg.lu_pivots_to_permutation",
        "pivots, permutation_size",
        in ->
            Linalg.luPivotsToPermutation(
                in.array("pivots").astype(DType.I32), in.integer("permutation_size")));
    f.define(
        "lax.linalg.householder_product",
        "a, taus",
        in -> Linalg.householderProduct(in.array("a"), in.array("taus")));
    f.define(
        "lax.linalg.cholesky_update",
        "r, w",
        in -> Linalg.choleskyUpdate(in.array("r"), in.array("w")));
    f.define(
        "lax.linalg.qr",
        "a, full_matrices=True",
        in -> list(Linalg.qr(in.array("a"), in.flag("full_matrices"))));
    f.define(
        "lax.linalg.eigh",
        "a, lower=True, symmetrize_input=True",
        in -> list(eigh(in, in.flag("lower"))).reversed());
    f.define(
        "lax.linalg.svd",
        "a, full_matrices=True, compute_uv=True",
        in ->
            in.flag("compute_uv")
                ? list(Linalg.svd(in.array("a"), in.flag("full_matrices")))
                : Linalg.svdvals(in.array("a")));
  }
}

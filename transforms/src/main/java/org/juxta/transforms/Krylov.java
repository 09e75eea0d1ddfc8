package org.juxta.transforms;

import io.vavr.Function1;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Linalg;
import org.juxta.Np;
import org.juxta.tracer.DType;

/** Methods for linear systems of vectors that need products with the matrix only. */
final class Krylov {
  private Krylov() {}

  /** See {@link Solvers.Options}. */
  record Limits(
      double tolerance,
      double absolute,
      int iterations,
      Array start,
      @Nullable Function1<Array, Array> preconditioner) {
    Array precondition(Array x) {
      return preconditioner == null ? x : preconditioner.apply(x);
    }

    /** The square of the norm of the residual that is small enough. */
    Array square(Array b) {
      return realDot(b, b).mul(tolerance * tolerance).maximum(absolute * absolute);
    }
  }

  private static Array realDot(Array x, Array y) {
    return Np.real(Np.vdot(x, y));
  }

  private static Array zero() {
    return Np.array(0);
  }

  /** The state of {@link #cg}. */
  private record Conjugate(Array x, Array residual, Array gamma, Array direction, Array step) {}

  static Array cg(Function1<Array, Array> a, Array b, Limits limits) {
    Array enough = limits.square(b);
    Array r = b.sub(a.apply(limits.start()));
    Array z = limits.precondition(r);
    return Lax.whileLoop(
            (Conjugate s) -> {
              boolean plain = limits.preconditioner() == null;
              Array square = plain ? s.gamma() : realDot(s.residual(), s.residual());
              return square.gt(enough).and(s.step().lt(limits.iterations()));
            },
            s -> conjugateStep(a, s, limits),
            new Conjugate(limits.start(), r, realDot(r, z), z, zero()))
        .x();
  }

  private static Conjugate conjugateStep(Function1<Array, Array> a, Conjugate s, Limits limits) {
    Array p = s.direction();
    Array ap = a.apply(p);
    Array alpha = s.gamma().div(realDot(p, ap));
    Array r = s.residual().sub(alpha.mul(ap));
    Array z = limits.precondition(r);
    Array gamma = realDot(r, z);
    return new Conjugate(
        s.x().add(alpha.mul(p)), r, gamma, z.add(gamma.div(s.gamma()).mul(p)), s.step().add(1));
  }

  /** The state of {@link #bicgstab}. */
  private record Stabilised(
      Array x, Array r, Array alpha, Array omega, Array rho, Array p, Array q, Array step) {}

  static Array bicgstab(Function1<Array, Array> a, Array b, Limits limits) {
    Array enough = limits.square(b);
    Array r = b.sub(a.apply(limits.start()));
    Array one = Np.ones(b.dtype());
    return Lax.whileLoop(
            (Stabilised s) ->
                realDot(s.r(), s.r())
                    .gt(enough)
                    .and(s.step().lt(limits.iterations()))
                    .and(s.step().ge(0)),
            s -> stabilisedStep(a, r, s, enough, limits),
            new Stabilised(limits.start(), r, one, one, one, r, r, zero()))
        .x();
  }

  private static Stabilised stabilisedStep(
      Function1<Array, Array> a, Array shadow, Stabilised s, Array enough, Limits limits) {
    Array rho = Np.vdot(shadow, s.r());
    Array beta = rho.div(s.rho()).mul(s.alpha()).div(s.omega());
    Array p = s.r().add(beta.mul(s.p().sub(s.omega().mul(s.q()))));
    Array pHat = limits.precondition(p);
    Array q = a.apply(pHat);
    Array alpha = rho.div(Np.vdot(shadow, q));
    Array half = s.r().sub(alpha.mul(q));
    Array done = realDot(half, half).lt(enough);
    Array halfHat = limits.precondition(half);
    Array t = a.apply(halfHat);
    Array omega = Np.vdot(t, half).div(Np.vdot(t, t));
    Array halfway = s.x().add(alpha.mul(pHat));
    Array stuck = rho.eq(0).or(alpha.eq(0)).or(omega.eq(0));
    return new Stabilised(
        Np.where(done, halfway, halfway.add(omega.mul(halfHat))),
        Np.where(done, half, half.sub(omega.mul(t))),
        alpha,
        omega,
        rho,
        p,
        q,
        Np.where(stuck, Np.full(s.step().shape(), -1, s.step().dtype()), s.step().add(1)));
  }

  /** A vector of norm 1, or zeros if the norm is not above a threshold, and the norm. */
  private record Unit(Array vector, Array norm) {
    static Unit of(Array x, Array least) {
      Array norm = Np.sqrt(realDot(x, x));
      Array use = norm.gt(least);
      Array by = Np.where(use, norm, Np.onesLike(norm));
      return new Unit(
          Np.where(use, x.div(by), Np.zerosLike(x)), Np.where(use, norm, Np.zerosLike(norm)));
    }

    static Unit of(Array x) {
      return of(x, Np.full(realDot(x, x).shape(), epsilon(x), x.dtype().real()));
    }
  }

  private static double epsilon(Array x) {
    return x.dtype().real().finfo().eps();
  }

  /** The state of {@link #gmres} between restarts. */
  private record Restart(Array x, Unit residual, Array step) {}

  static Array gmres(Function1<Array, Array> a, Array b, Limits limits, int restart) {
    int size = Math.toIntExact(b.size());
    if (size == 0) {
      return b;
    }
    Array enough = Np.sqrt(realDot(b, b)).mul(limits.tolerance()).maximum(limits.absolute());
    int rows = Math.min(restart, size);
    return Lax.whileLoop(
            (Restart s) -> s.residual().norm().gt(enough).and(s.step().lt(limits.iterations())),
            s -> {
              Array x = s.x().add(correction(a, s.residual(), rows, limits));
              return new Restart(x, residual(a, b, x, limits), s.step().add(1));
            },
            new Restart(limits.start(), residual(a, b, limits.start(), limits), zero()))
        .x();
  }

  private static Unit residual(Function1<Array, Array> a, Array b, Array x, Limits limits) {
    return Unit.of(limits.precondition(b.sub(a.apply(x))));
  }

  /** Rows: an orthonormal basis, and the products with the matrix in it. */
  private record Arnoldi(Array basis, Array products, Array broken, Array step) {}

  private static Array correction(
      Function1<Array, Array> a, Unit residual, int rows, Limits limits) {
    DType dtype = residual.vector().dtype();
    Array basis = Np.zeros(dtype, rows + 1, Math.toIntExact(residual.vector().size()));
    Arnoldi start =
        new Arnoldi(
            basis.at(0).set(residual.vector()),
            // Ones where no step will be, so that the system stays solvable.
            Np.eye(rows, rows + 1, 0, dtype),
            Np.array(false),
            zero());
    Arnoldi end =
        Lax.whileLoop(
            (Arnoldi s) -> s.step().lt(rows).and(s.broken().not()),
            s -> arnoldiStep(a, s, limits),
            start);
    Array side = Np.zeros(dtype, rows + 1).at(0).set(residual.norm().astype(dtype));
    Array y = leastSquares(end.products().transpose(), side);
    return y.matmul(Lax.sliceInDim(end.basis(), 0, rows, 1, 0));
  }

  /** Of full rank; complex numbers as pairs of real ones. */
  private static Array leastSquares(Array a, Array b) {
    if (a.dtype().isComplex()) {
      Array re = Np.real(a);
      Array im = Np.imag(a);
      Array upper = Lax.concatenate(List.of(re, im.neg()), 1);
      Array lower = Lax.concatenate(List.of(im, re), 1);
      Array y =
          leastSquares(
              Lax.concatenate(List.of(upper, lower), 0),
              Lax.concatenate(List.of(Np.real(b), Np.imag(b)), 0));
      int n = a.dim(1);
      return Lax.complex(Lax.sliceAlong(y, 0, n, 0), Lax.sliceAlong(y, n, 2 * n, 0));
    }
    Linalg.Qr qr = Linalg.qr(a);
    return Linalg.solveTriangular(qr.r(), b.matmul(qr.q()), Linalg.Triangle.UPPER);
  }

  private static Arnoldi arnoldiStep(Function1<Array, Array> a, Arnoldi s, Limits limits) {
    Array next = limits.precondition(a.apply(s.basis().get(s.step())));
    Array norm = Np.sqrt(realDot(next, next));
    // Twice is enough (Giraud, Langou and Rozloznik 2005).
    Array first = Np.conj(s.basis()).matmul(next);
    Array once = next.sub(first.matmul(s.basis()));
    Array second = Np.conj(s.basis()).matmul(once);
    Unit unit = Unit.of(once.sub(second.matmul(s.basis())), norm.mul(epsilon(next)));
    Array after = s.step().add(1);
    Array row = first.add(second).at(after).set(unit.norm().astype(next.dtype()));
    return new Arnoldi(
        s.basis().at(after).set(unit.vector()),
        s.products().at(s.step()).set(row),
        unit.norm().eq(0),
        after);
  }
}

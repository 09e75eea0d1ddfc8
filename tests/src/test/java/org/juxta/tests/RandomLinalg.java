package org.juxta.tests;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Linalg;
import org.juxta.Np;
import org.juxta.tests.RandomOps.Entry;
import org.juxta.tests.RandomProgram.Kind;
import org.juxta.tests.RandomProgram.Numbers;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/**
 * Random factorisations, of matrices far from singular, with eigenvalues and singular values far
 * from each other; of vectors with an open sign what does not depend on that.
 */
final class RandomLinalg {
  private final RandomOps ops;

  RandomLinalg(RandomOps ops) {
    this.ops = ops;
  }

  List<Supplier<@Nullable Entry>> operations() {
    return ops.kind == Kind.ANY
        ? List.of(this::factors, this::solve, this::spectrum, this::general)
        : List.of(this::factors, this::solve, this::spectrum);
  }

  /** A matrix, or one or two in a batch, near a diagonal that is 2, 4, 6, … */
  private Array matrix(int rows, int columns) {
    Shape shape = Shape.of(rows, columns);
    Array numbers =
        ops.kind == Kind.ANY && ops.numbers == Numbers.COMPLEX && ops.oneIn(2)
            ? ops.complex()
            : ops.wide().array();
    DType dtype = numbers.dtype();
    for (int i = 0, batches = ops.below(3); i < batches; i++) {
      shape = shape.insert(0, 1 + ops.below(2));
    }
    Array diagonal =
        Np.eye(rows, columns, 0, dtype).mul(Lax.iota(dtype, Shape.of(columns), 0).add(1).mul(2));
    return RandomOps.fit(numbers, shape).mul(0.15).add(diagonal);
  }

  private static Array adjoint(Array a) {
    return Np.conj(Np.swapaxes(a, -1, -2));
  }

  private static Entry made(Array result) {
    return new Entry(Np.real(result), false);
  }

  private Array square() {
    int n = ops.below(4);
    return matrix(n, n);
  }

  private Array positive() {
    return hermitian(square());
  }

  private static Array hermitian(Array a) {
    return a.add(adjoint(a)).mul(0.5);
  }

  private Entry factors() {
    Array result =
        switch (ops.below(ops.kind == Kind.ANY ? 7 : 5)) {
          case 0 -> Linalg.cholesky(positive());
          case 1 -> Linalg.luFactor(matrix(1 + ops.below(3), 1 + ops.below(3))).lu();
          case 2 -> Linalg.qr(matrix(3, 1 + ops.below(3)), false).r();
          case 3 -> Linalg.qr(matrix(3, 1 + ops.below(3)), false).q();
          case 4 -> Linalg.det(square()).mul(0.02);
          case 5 -> Linalg.geqrf(matrix(3, 1 + ops.below(3))).taus();
          default -> packed(matrix(3, 1 + ops.below(3)));
        };
    return made(result.mul(0.2));
  }

  /** The factor q again; these have no derivatives. */
  private static Array packed(Array a) {
    Linalg.PackedQr qr = Linalg.geqrf(a);
    return Linalg.householderProduct(qr.a(), qr.taus());
  }

  private Entry solve() {
    Array a = square();
    int n = a.dim(-1);
    boolean left = ops.oneIn(2);
    Shape shape = a.shape().with(a.rank() - (left ? 1 : 2), 1 + ops.below(2));
    Array b = RandomOps.fit(ops.as(ops.pick(), a.dtype()), shape);
    Linalg.Triangle triangle = new Linalg.Triangle(ops.oneIn(2), ops.oneIn(2), ops.oneIn(3));
    Array solution =
        switch (ops.below(n > 0 ? 4 : 2)) {
          case 0 -> Linalg.triangularSolve(a, b, left, triangle);
          case 1 -> Linalg.inv(a).matmul(RandomOps.fit(b, a.shape()));
          case 2 -> Linalg.solve(a, RandomOps.fit(b, a.shape()));
          default -> Linalg.solve(a, Lax.sliceAlong(RandomOps.fit(b, a.shape()), 0, 1, -1));
        };
    return made(solution.mul(0.5));
  }

  private @Nullable Entry spectrum() {
    return switch (ops.below(3)) {
      case 0 -> new Entry(Linalg.eigvalsh(positive()).mul(0.2), false);
      case 1 -> {
        Linalg.Eigh eigh = Linalg.eigh(positive());
        Array vectors = eigh.eigenvectors();
        Array roots = eigh.eigenvalues().sqrt().expandDims(-2);
        yield made(vectors.mul(roots).matmul(adjoint(vectors)).mul(0.3));
      }
      default -> {
        Array a = matrix(1 + ops.below(3), 1 + ops.below(3));
        if (ops.oneIn(2)) {
          yield new Entry(Linalg.svdvals(a).mul(0.2), false);
        }
        Linalg.Svd svd = Linalg.svd(a, false);
        Array roots = svd.s().sqrt().expandDims(-2);
        yield made(svd.u().mul(roots).matmul(svd.vh()).mul(0.3));
      }
    };
  }

  /**
   * Of general matrices: what does not depend on the order of eigenvalues and the signs of vectors.
   */
  private Entry general() {
    int n = 1 + ops.below(3);
    Array a = matrix(n, n);
    Array result =
        switch (ops.below(4)) {
          case 0 -> Linalg.eigvals(a).square().sum(-1);
          case 1 -> {
            Linalg.Schur schur = Linalg.schur(a);
            yield schur.z().matmul(schur.t()).matmul(adjoint(schur.z()));
          }
          case 2 -> {
            Linalg.Hessenberg hessenberg = Linalg.hessenberg(a);
            yield hessenberg.q().matmul(hessenberg.h()).matmul(adjoint(hessenberg.q()));
          }
          default -> {
            Linalg.Tridiagonal parts = Linalg.tridiagonal(hermitian(a), ops.oneIn(2));
            yield parts.d().square().sum(-1).add(parts.e().square().sum(-1).mul(2));
          }
        };
    return made(result.mul(0.1));
  }
}

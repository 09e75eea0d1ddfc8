package org.juxta.tests.golden;

import java.util.List;
import java.util.Locale;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.Overlap;

/** NumPy's products of arrays, polynomials and sequences. */
final class NumpyProducts {
  private NumpyProducts() {}

  static void define(Functions f) {
    f.define("np.matmul", "x, y", in -> Np.matmul(in.array("x"), in.array("y")));
    f.define("np.dot", "x, y", in -> Np.dot(in.array("x"), in.array("y")));
    f.define("np.vdot", "x, y", in -> Np.vdot(in.array("x"), in.array("y")));
    f.define("np.inner", "x, y", in -> Np.inner(in.array("x"), in.array("y")));
    f.define("np.outer", "x, y", in -> Np.outer(in.array("x"), in.array("y")));
    f.define("np.kron", "x, y", in -> Np.kron(in.array("x"), in.array("y")));
    f.define("np.cross", "x, y", in -> Np.cross(in.array("x"), in.array("y")));
    f.define("np.tensordot", "x, y, axes=2", NumpyProducts::tensordot);
    f.define(
        "np.einsum",
        "subscripts, *xs",
        in -> Np.einsum(in.text("subscripts"), in.arrays("xs").toArray(Array[]::new)));
    f.define(
        "np.convolve",
        "x, y, mode='full'",
        in -> Np.convolve(in.array("x"), in.array("y"), overlap(in)));
    f.define(
        "np.correlate",
        "x, y, mode='valid'",
        in -> Np.correlate(in.array("x"), in.array("y"), overlap(in)));
    f.define("np.polyval", "p, x", in -> Np.polyval(in.array("p"), in.array("x")));
    f.define(
        "np.polyfit",
        "x, y, deg",
        in -> Np.polyfit(in.array("x"), in.array("y"), in.integer("deg")));
    f.define("np.polyder", "p", in -> Np.polyder(in.array("p")));
    f.define("np.polyint", "p", in -> Np.polyint(in.array("p")));
    f.define("np.polyadd", "p, q", in -> Np.polyadd(in.array("p"), in.array("q")));
    f.define("np.polymul", "p, q", in -> Np.polymul(in.array("p"), in.array("q")));
    f.define("np.polysub", "p, q", in -> Np.polysub(in.array("p"), in.array("q")));
    f.define("np.poly", "x", in -> Np.poly(in.array("x")));
    f.define(
        "np.polydiv",
        "u, v",
        in -> Np.polydiv(in.array("u"), in.array("v")).apply((q, r) -> List.of(q, r)));
    f.define("np.vecdot", "x, y", in -> Np.vecdot(in.array("x"), in.array("y")));
    f.define("np.matvec", "x, y", in -> Np.matvec(in.array("x"), in.array("y")));
    f.define("np.vecmat", "x, y", in -> Np.vecmat(in.array("x"), in.array("y")));
    f.alias(".dot", "np.dot");
  }

  static Overlap overlap(Arguments in) {
    return Overlap.valueOf(in.text("mode").toUpperCase(Locale.ROOT));
  }

  private static Array tensordot(Arguments in) {
    Array x = in.array("x");
    Array y = in.array("y");
    if (in.value("axes") instanceof Long axes) {
      return Np.tensordot(x, y, Math.toIntExact(axes));
    }
    List<?> pair = in.list("axes");
    return Np.tensordot(x, y, axes(pair.get(0)), axes(pair.get(1)));
  }

  private static int[] axes(Object value) {
    return new Arguments("tensordot", java.util.Map.of("axes", value)).integers("axes");
  }
}

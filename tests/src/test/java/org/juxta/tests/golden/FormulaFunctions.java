package org.juxta.tests.golden;

import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Nn;
import org.juxta.Np;

/**
 * Functions that the formulas of autodiff.json mean in their own way, as the file's header says.
 */
final class FormulaFunctions {
  private FormulaFunctions() {}

  static Functions addTo(Functions f) {
    f.define("formula.cumlogsumexp", "x", in -> Lax.cumlogsumexp(in.array("x"), 0, false));
    f.define("formula.gelu", "x", in -> Nn.gelu(in.array("x"), false));
    f.define("formula.norm", "x", in -> Np.sqrt(Np.sum(Np.square(in.array("x")))));
    f.define(
        "formula.scatter_add",
        "x, at, values",
        in -> in.array("x").at(positions(in)).add(in.array("values")));
    f.define(
        "formula.scatter_set",
        "x, at, values",
        in -> in.array("x").at(positions(in)).set(in.array("values")));
    f.define("formula.segment_sum", "x, ids, n", FormulaFunctions::segmentSum);
    return f;
  }

  private static Array positions(Arguments in) {
    return Np.array(in.integers("at"));
  }

  private static Array segmentSum(Arguments in) {
    Array x = in.array("x");
    Array sums = Np.zeros(x.dtype(), x.shape().with(0, in.integer("n")).dims().toArray());
    return sums.at(Np.array(in.integers("ids"))).add(x);
  }
}

package org.juxta.tests.golden;

import org.juxta.Np;

/** What Juxta has of scipy.special. */
final class SpecialFunctions {
  private SpecialFunctions() {}

  static void define(Functions f) {
    f.define("scipy.special.erf", "x", in -> Np.erf(in.array("x")));
    f.define("scipy.special.erfc", "x", in -> Np.erfc(in.array("x")));
    f.define("scipy.special.erfinv", "x", in -> Np.erfInv(in.array("x")));
    f.define("scipy.special.expit", "x", in -> Np.sigmoid(in.array("x")));
    f.define("scipy.special.log_expit", "x", in -> Np.logSigmoid(in.array("x")));
    f.define("scipy.special.softplus", "x", in -> Np.softplus(in.array("x")));
    f.define("scipy.special.xlogy", "x, y", in -> Np.xlogy(in.array("x"), in.array("y")));
  }
}

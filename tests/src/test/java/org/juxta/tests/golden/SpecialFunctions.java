package org.juxta.tests.golden;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.juxta.Array;
import org.juxta.Nn;
import org.juxta.Np;
import org.juxta.Special;

/** What Juxta has of scipy.special. */
final class SpecialFunctions {
  private SpecialFunctions() {}

  static void define(Functions f) {
    f.define("scipy.special.erf", "x", in -> Np.erf(in.array("x")));
    f.define("scipy.special.erfc", "x", in -> Np.erfc(in.array("x")));
    f.define("scipy.special.erfinv", "x", in -> Np.erfInv(in.array("x")));
    f.define("scipy.special.expit", "x", in -> Np.sigmoid(in.array("x")));
    one(f, "ndtr", Special::ndtr);
    one(f, "log_ndtr", Special::logNdtr);
    one(f, "ndtri", Special::ndtri);
    one(f, "logit", Special::logit);
    one(f, "entr", Special::entr);
    one(f, "softplus_inverse", Special::softplusInverse);
    one(f, "log1mexp", Special::log1mexp);
    one(f, "logcosh", Special::logcosh);
    two(f, "xlog1py", Special::xlog1py);
    two(f, "rel_entr", Special::relEntr);
    two(f, "kl_div", Special::klDiv);
    f.define("scipy.special.log_expit", "x", in -> Nn.logSigmoid(in.array("x")));
    f.define("scipy.special.softplus", "x", in -> Nn.softplus(in.array("x")));
    f.define("scipy.special.xlogy", "x, y", in -> Np.xlogy(in.array("x"), in.array("y")));
  }

  private static void one(Functions f, String name, UnaryOperator<Array> function) {
    f.define("scipy.special." + name, "x", in -> function.apply(in.array("x")));
  }

  private static void two(Functions f, String name, BinaryOperator<Array> function) {
    f.define("scipy.special." + name, "x, y", in -> function.apply(in.array("x"), in.array("y")));
  }
}

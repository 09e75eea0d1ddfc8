package org.juxta.tests.golden;

import io.vavr.Function3;
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
    one(f, "ndtri_exp", Special::ndtriExp);
    one(f, "erfcx", Special::erfcx);
    one(f, "erfcinv", Special::erfcinv);
    one(f, "dawsn", Special::dawsn);
    one(f, "gamma", Special::gamma);
    one(f, "lgamma", Special::gammaln);
    one(f, "gammaln", Special::gammaln);
    one(f, "digamma", Special::digamma);
    one(f, "i0", Special::i0);
    one(f, "i0e", Special::i0e);
    one(f, "i1", Special::i1);
    one(f, "i1e", Special::i1e);
    one(f, "exp1", Special::exp1);
    one(f, "expi", Special::expi);
    one(f, "spence", Special::spence);
    one(f, "lambertw", Special::lambertw);
    one(f, "sici_si", Special::si);
    one(f, "sici_ci", Special::ci);
    two(f, "xlog1py", Special::xlog1py);
    two(f, "rel_entr", Special::relEntr);
    two(f, "kl_div", Special::klDiv);
    two(f, "beta", Special::beta);
    two(f, "betaln", Special::betaln);
    two(f, "gammainc", Special::gammainc);
    two(f, "gammaincc", Special::gammaincc);
    two(f, "gammaincinv", Special::gammaincinv);
    two(f, "gammainccinv", Special::gammainccinv);
    two(f, "polygamma", Special::polygamma);
    two(f, "zeta", Special::zeta);
    two(f, "ive", Special::ive);
    two(f, "kve", Special::kve);
    two(f, "expn", Special::expn);
    two(f, "owens_t", Special::owensT);
    two(f, "poch", Special::poch);
    three(f, "betainc", Special::betainc);
    three(f, "betaincinv", Special::betaincinv);
    three(f, "hyp1f1", Special::hyp1f1);
    f.define(
        "scipy.special.hyp2f1",
        "a, b, c, x",
        in -> Special.hyp2f1(in.array("a"), in.array("b"), in.array("c"), in.array("x")));
    f.define(
        "scipy.special.multigammaln",
        "a, d",
        in -> Special.multigammaln(in.array("a"), in.integer("d")));
    lax(f);
    f.define("scipy.special.log_expit", "x", in -> Nn.logSigmoid(in.array("x")));
    f.define("scipy.special.softplus", "x", in -> Nn.softplus(in.array("x")));
    f.define("scipy.special.xlogy", "x, y", in -> Np.xlogy(in.array("x"), in.array("y")));
  }

  private static void lax(Functions f) {
    f.alias("lax.lgamma", "scipy.special.gammaln");
    f.alias("lax.digamma", "scipy.special.digamma");
    f.alias("lax.igamma", "scipy.special.gammainc");
    f.alias("lax.igammac", "scipy.special.gammaincc");
    f.alias("lax.betainc", "scipy.special.betainc");
    f.alias("lax.bessel_i0e", "scipy.special.i0e");
    f.alias("lax.bessel_i1e", "scipy.special.i1e");
    f.alias("lax.polygamma", "scipy.special.polygamma");
    f.alias("lax.zeta", "scipy.special.zeta");
    f.define(
        "lax.igamma_grad_a", "x, y", in -> Special.gammaincGradA(in.array("x"), in.array("y")));
    f.define(
        "lax.random_gamma_grad",
        "x, y",
        in -> Special.randomGammaGrad(in.array("x"), in.array("y")));
  }

  private static void one(Functions f, String name, UnaryOperator<Array> function) {
    f.define("scipy.special." + name, "x", in -> function.apply(in.array("x")));
  }

  private static void two(Functions f, String name, BinaryOperator<Array> function) {
    f.define("scipy.special." + name, "x, y", in -> function.apply(in.array("x"), in.array("y")));
  }

  private static void three(
      Functions f, String name, Function3<Array, Array, Array, Array> function) {
    f.define(
        "scipy.special." + name,
        "x, y, z",
        in -> function.apply(in.array("x"), in.array("y"), in.array("z")));
  }
}

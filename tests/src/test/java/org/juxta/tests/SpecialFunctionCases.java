package org.juxta.tests;

import io.vavr.Function2;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.Special;

/** Special functions with arguments from each of their regions. */
final class SpecialFunctionCases {
  private SpecialFunctionCases() {}

  /**
   * A function of arrays.
   *
   * @param differentiable how many of the last arguments it has derivatives by
   */
  record Case(
      String name, Function<List<Array>, Array> f, int differentiable, List<Array> arguments) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case one(String name, UnaryOperator<Array> f, double... x) {
    return new Case(name, in -> f.apply(in.getFirst()), 1, List.of(Np.array(x)));
  }

  private static Case two(
      String name, BinaryOperator<Array> f, int differentiable, double[] x, double[] y) {
    return new Case(
        name,
        in -> f.apply(in.get(0), in.get(1)),
        differentiable,
        List.of(Np.array(x), Np.array(y)));
  }

  private static Case three(
      String name,
      Function2<Array, Array, UnaryOperator<Array>> f,
      int differentiable,
      double[] x,
      double[] y,
      double[] z) {
    return new Case(
        name,
        in -> f.apply(in.get(0), in.get(1)).apply(in.get(2)),
        differentiable,
        List.of(Np.array(x), Np.array(y), Np.array(z)));
  }

  private static double[] at(double... x) {
    return x;
  }

  static List<Case> all() {
    return List.of(
        one("gamma", Special::gamma, 0.3, 1.7, 2.9, 6.5, -1.4),
        one("gammaln", Special::gammaln, 0.3, 1.7, 2.9, 40.5, -1.4),
        one("digamma", Special::digamma, 0.3, 1.7, 2.9, 40.5, -1.4),
        one("polygamma", x -> Special.polygamma(2, x), 0.3, 1.7, 9, 40.5, -1.4),
        one("multigammaln", x -> Special.multigammaln(x, 3), 1.3, 3.5, 20),
        one("factorial", Special::factorial, 0.4, 3.3),
        two("beta", Special::beta, 2, at(0.4, 2, 7.5), at(1.3, 5, 0.6)),
        two("betaln", Special::betaln, 2, at(0.4, 2, 7.5, 50), at(1.3, 5, 0.6, 80)),
        two("logGammaDifference", Special::logGammaDifference, 2, at(0.4, 2), at(1.3, 50)),
        two("poch", Special::poch, 2, at(0.4, 2, 7.5), at(1.3, 0.5, 2.6)),
        two("comb", Special::comb, 2, at(5.3, 12.2), at(2.2, 3.4)),
        two("zeta", Special::zeta, 2, at(1.3, 2.5, 8), at(0.4, 3, 20)),
        two(
            "gammainc",
            Special::gammainc,
            2,
            at(0.3, 0.5, 2.5, 2.5, 9, 30, 300),
            at(0.2, 3, 1.5, 6, 4, 28, 310)),
        two(
            "gammaincc",
            Special::gammaincc,
            2,
            at(0.3, 0.5, 2.5, 2.5, 9, 30, 300),
            at(0.2, 3, 1.5, 6, 4, 28, 310)),
        two("randomGammaGrad", Special::randomGammaGrad, 2, at(0.3, 2.5, 9), at(0.2, 6, 4)),
        two("gammaincinv", Special::gammaincinv, 2, at(0.3, 2.5, 40), at(0.2, 0.9, 0.4)),
        two("gammainccinv", Special::gammainccinv, 2, at(0.3, 2.5, 40), at(0.2, 0.9, 0.4)),
        three(
            "betainc",
            (a, b) -> x -> Special.betainc(a, b, x),
            3,
            at(0.4, 2.5, 12, 0.7),
            at(1.5, 3.5, 20, 0.3),
            at(0.3, 0.8, 0.35, 0.9)),
        three(
            "betaincinv",
            (a, b) -> x -> Special.betaincinv(a, b, x),
            3,
            at(0.4, 2.5, 12),
            at(1.5, 3.5, 20),
            at(0.3, 0.8, 0.35)),
        one("i0", Special::i0, -1.3, 0.4, 6, 12),
        one("i0e", Special::i0e, -1.3, 0.4, 6, 12),
        one("i1", Special::i1, -1.3, 0.4, 6, 12),
        one("i1e", Special::i1e, -1.3, 0.4, 6, 12),
        two("ive", Special::ive, 1, at(0.3, 2.5, 7, 40, -1.3), at(0.4, 8, 60, 30, 2)),
        two("kve", Special::kve, 1, at(0.3, 2.5, 7, 40, -1.3), at(0.4, 8, 60, 30, 2)),
        two("logIve", Special::logIve, 1, at(0.3, 2.5, 40), at(0.4, 8, 30)),
        two("logKve", Special::logKve, 1, at(0.3, 2.5, 40), at(0.4, 8, 30)),
        one("besselJn", x -> Special.besselJn(x, 3, 40), 0.4, 3.2, -5),
        one("exp1", Special::exp1, 0.3, 0.99, 3, 20),
        one("expi", Special::expi, -2, 0.3, 3, 9, 20, 60),
        two("expn", Special::expn, 1, at(0, 1, 2, 3, 7), at(0.7, 0.4, 3, 0.2, 12)),
        one("si", Special::si, -1.2, 3, 9),
        one("ci", Special::ci, 0.6, 3, 9),
        one("fresnelS", x -> Special.fresnel(x)._1, -0.8, 1.2, 2.3),
        one("fresnelC", x -> Special.fresnel(x)._2, -0.8, 1.2, 2.3),
        one("spence", Special::spence, 0.2, 0.7, 1.02, 1.3, 4),
        one("dawsn", Special::dawsn, -0.7, 2.2, 4, 9),
        one("erfcx", Special::erfcx, -1, 0.5, 4, 20),
        one("erfcinv", Special::erfcinv, 0.02, 0.9, 1.6),
        one("logErfc", Special::logErfc, -1, 0.5, 9),
        one("logErfcx", Special::logErfcx, -1, 0.5, 9),
        one("ndtri", Special::ndtri, 0.02, 0.4, 0.93),
        one("ndtriExp", Special::ndtriExp, -200, -9, -0.2),
        one("logNdtr", Special::logNdtr, -40, -3, 0.4, 2),
        two("owensT", Special::owensT, 2, at(0.4, 1.3, -2), at(0.5, 2.4, -1.5)),
        one("lambertw", Special::lambertw, -0.3, 0.2, 5, 400),
        three(
            "hyp1f1",
            (a, b) -> x -> Special.hyp1f1(a, b, x),
            1,
            at(0.4, 2.5, 1.2),
            at(1.5, 3.5, 2.2),
            at(0.3, -8, 12)),
        three(
            "hyp2f1",
            (a, b) -> x -> Special.hyp2f1(a, b, Np.fullLike(x, 2.7), x),
            1,
            at(0.4, 1.5, 1.2),
            at(1.5, 0.5, 0.7),
            at(0.3, -4, 0.95)),
        two("boxcox", Special::boxcox, 2, at(0.4, 3, 2), at(0.01, 1.5, -2)),
        two("boxcox1p", Special::boxcox1p, 2, at(0.4, 3, 2), at(0.01, 1.5, -2)),
        one("log1psquare", Special::log1psquare, 0.4, -3),
        one("sqrt1pm1", Special::sqrt1pm1, 0.4, -0.3),
        two("logSubExp", Special::logSubExp, 2, at(0.4, 3), at(0.1, 5)));
  }
}

package org.juxta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Against SciPy's distributions (stats.txt, which stats.py writes). */
class StatsTest {
  /** A function by name, with how many arguments it takes. */
  private record Entry(int arity, Function<List<Array>, Array> function) {}

  // Vavr's are serialisable, and hundreds of them make one huge method.
  private interface One {
    Array apply(Array a);
  }

  private interface Two {
    Array apply(Array a, Array b);
  }

  private interface Three {
    Array apply(Array a, Array b, Array c);
  }

  private interface Four {
    Array apply(Array a, Array b, Array c, Array d);
  }

  private interface Five {
    Array apply(Array a, Array b, Array c, Array d, Array e);
  }

  private final Map<String, Entry> functions = new HashMap<>();

  private void f1(String name, One f) {
    functions.put(name, new Entry(1, a -> f.apply(a.get(0))));
  }

  private void f2(String name, Two f) {
    functions.put(name, new Entry(2, a -> f.apply(a.get(0), a.get(1))));
  }

  private void f3(String name, Three f) {
    functions.put(name, new Entry(3, a -> f.apply(a.get(0), a.get(1), a.get(2))));
  }

  private void f4(String name, Four f) {
    functions.put(name, new Entry(4, a -> f.apply(a.get(0), a.get(1), a.get(2), a.get(3))));
  }

  private void f5(String name, Five f) {
    functions.put(
        name, new Entry(5, a -> f.apply(a.get(0), a.get(1), a.get(2), a.get(3), a.get(4))));
  }

  StatsTest() {
    simple();
    shaped();
  }

  private void simple() {
    f3("norm.logpdf", Stats.Norm::logpdf);
    f3("norm.pdf", Stats.Norm::pdf);
    f3("norm.cdf", Stats.Norm::cdf);
    f3("norm.logcdf", Stats.Norm::logcdf);
    f3("norm.sf", Stats.Norm::sf);
    f3("norm.logsf", Stats.Norm::logsf);
    f3("norm.ppf", Stats.Norm::ppf);
    f3("norm.isf", Stats.Norm::isf);
    f3("uniform.logpdf", Stats.Uniform::logpdf);
    f3("uniform.pdf", Stats.Uniform::pdf);
    f3("uniform.cdf", Stats.Uniform::cdf);
    f3("uniform.ppf", Stats.Uniform::ppf);
    f3("expon.logpdf", Stats.Expon::logpdf);
    f3("expon.pdf", Stats.Expon::pdf);
    f3("expon.cdf", Stats.Expon::cdf);
    f3("expon.logcdf", Stats.Expon::logcdf);
    f3("expon.sf", Stats.Expon::sf);
    f3("expon.logsf", Stats.Expon::logsf);
    f3("expon.ppf", Stats.Expon::ppf);
    f3("laplace.logpdf", Stats.Laplace::logpdf);
    f3("laplace.pdf", Stats.Laplace::pdf);
    f3("laplace.cdf", Stats.Laplace::cdf);
    f3("logistic.logpdf", Stats.Logistic::logpdf);
    f3("logistic.pdf", Stats.Logistic::pdf);
    f3("logistic.cdf", Stats.Logistic::cdf);
    f3("logistic.sf", Stats.Logistic::sf);
    f3("logistic.ppf", Stats.Logistic::ppf);
    f3("logistic.isf", Stats.Logistic::isf);
    f3("cauchy.logpdf", Stats.Cauchy::logpdf);
    f3("cauchy.pdf", Stats.Cauchy::pdf);
    f3("cauchy.cdf", Stats.Cauchy::cdf);
    f3("cauchy.logcdf", Stats.Cauchy::logcdf);
    f3("cauchy.sf", Stats.Cauchy::sf);
    f3("cauchy.logsf", Stats.Cauchy::logsf);
    f3("cauchy.ppf", Stats.Cauchy::ppf);
    f3("cauchy.isf", Stats.Cauchy::isf);
    f3("gumbel_r.logpdf", Stats.GumbelR::logpdf);
    f3("gumbel_r.pdf", Stats.GumbelR::pdf);
    f3("gumbel_r.cdf", Stats.GumbelR::cdf);
    f3("gumbel_r.logcdf", Stats.GumbelR::logcdf);
    f3("gumbel_r.sf", Stats.GumbelR::sf);
    f3("gumbel_r.logsf", Stats.GumbelR::logsf);
    f3("gumbel_r.ppf", Stats.GumbelR::ppf);
    f3("gumbel_l.logpdf", Stats.GumbelL::logpdf);
    f3("gumbel_l.pdf", Stats.GumbelL::pdf);
    f3("gumbel_l.cdf", Stats.GumbelL::cdf);
    f3("gumbel_l.logcdf", Stats.GumbelL::logcdf);
    f3("gumbel_l.sf", Stats.GumbelL::sf);
    f3("gumbel_l.logsf", Stats.GumbelL::logsf);
    f3("gumbel_l.ppf", Stats.GumbelL::ppf);
    f4("gamma.logpdf", Stats.Gamma::logpdf);
    f4("gamma.pdf", Stats.Gamma::pdf);
    f4("gamma.cdf", Stats.Gamma::cdf);
  }

  private void shaped() {
    f4("gamma.logcdf", Stats.Gamma::logcdf);
    f4("gamma.sf", Stats.Gamma::sf);
    f4("gamma.logsf", Stats.Gamma::logsf);
    f4("chi2.logpdf", Stats.Chi2::logpdf);
    f4("chi2.pdf", Stats.Chi2::pdf);
    f4("chi2.cdf", Stats.Chi2::cdf);
    f4("chi2.logcdf", Stats.Chi2::logcdf);
    f4("chi2.sf", Stats.Chi2::sf);
    f4("chi2.logsf", Stats.Chi2::logsf);
    f5("beta.logpdf", Stats.Beta::logpdf);
    f5("beta.pdf", Stats.Beta::pdf);
    f5("beta.cdf", Stats.Beta::cdf);
    f5("beta.logcdf", Stats.Beta::logcdf);
    f5("beta.sf", Stats.Beta::sf);
    f5("beta.logsf", Stats.Beta::logsf);
    f4("t.logpdf", Stats.T::logpdf);
    f4("t.pdf", Stats.T::pdf);
    f4("pareto.logpdf", Stats.Pareto::logpdf);
    f4("pareto.pdf", Stats.Pareto::pdf);
    f4("pareto.cdf", Stats.Pareto::cdf);
    f4("pareto.logcdf", Stats.Pareto::logcdf);
    f4("pareto.sf", Stats.Pareto::sf);
    f4("pareto.logsf", Stats.Pareto::logsf);
    f4("pareto.ppf", Stats.Pareto::ppf);
    f5("truncnorm.logpdf", Stats.Truncnorm::logpdf);
    f5("truncnorm.pdf", Stats.Truncnorm::pdf);
    f5("truncnorm.cdf", Stats.Truncnorm::cdf);
    f5("truncnorm.logcdf", Stats.Truncnorm::logcdf);
    f5("truncnorm.sf", Stats.Truncnorm::sf);
    f5("truncnorm.logsf", Stats.Truncnorm::logsf);
    f2("vonmises.logpdf", Stats.Vonmises::logpdf);
    f2("vonmises.pdf", Stats.Vonmises::pdf);
    f2("gennorm.logpdf", Stats.Gennorm::logpdf);
    f2("gennorm.pdf", Stats.Gennorm::pdf);
    f2("gennorm.cdf", Stats.Gennorm::cdf);
    f2("wrapcauchy.logpdf", Stats.Wrapcauchy::logpdf);
    f2("wrapcauchy.pdf", Stats.Wrapcauchy::pdf);
    f3("bernoulli.logpmf", Stats.Bernoulli::logpmf);
    f3("bernoulli.pmf", Stats.Bernoulli::pmf);
    f4("binom.logpmf", Stats.Binom::logpmf);
    f4("binom.pmf", Stats.Binom::pmf);
    f4("nbinom.logpmf", Stats.Nbinom::logpmf);
    f4("nbinom.pmf", Stats.Nbinom::pmf);
    f5("betabinom.logpmf", Stats.Betabinom::logpmf);
    f5("betabinom.pmf", Stats.Betabinom::pmf);
    f3("geom.logpmf", Stats.Geom::logpmf);
    f3("geom.pmf", Stats.Geom::pmf);
    f3("poisson.logpmf", Stats.Poisson::logpmf);
    f3("poisson.pmf", Stats.Poisson::pmf);
    f3("poisson.cdf", Stats.Poisson::cdf);
    f2("bernoulli.cdf", Stats.Bernoulli::cdf);
    f2("bernoulli.ppf", Stats.Bernoulli::ppf);
    f1("poisson.entropy", Stats.Poisson::entropy);
  }

  /** The lines of a function: a row of numbers for each, the value last. */
  private static Map<String, List<double[]>> cases() throws IOException {
    Map<String, List<double[]>> cases = new TreeMap<>();
    try (InputStream in =
        Objects.requireNonNull(StatsTest.class.getResourceAsStream("stats.txt"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        String[] words = line.split(" ", -1);
        double[] numbers = Arrays.stream(words).skip(1).mapToDouble(StatsTest::number).toArray();
        cases.computeIfAbsent(words[0], _ -> new ArrayList<>()).add(numbers);
      }
    }
    return cases;
  }

  private static double number(String word) {
    return switch (word) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> Double.parseDouble(word);
    };
  }

  @TestFactory
  List<DynamicTest> agreesWithScipy() throws IOException {
    Map<String, List<double[]>> cases = cases();
    assertThat(cases.keySet()).isEqualTo(functions.keySet());
    return cases.entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> check(e.getKey(), e.getValue())))
        .toList();
  }

  private void check(String name, List<double[]> rows) {
    Entry entry = Objects.requireNonNull(functions.get(name));
    List<Array> columns = new ArrayList<>();
    for (int i = 0; i < entry.arity(); i++) {
      int column = i;
      columns.add(Np.array(rows.stream().mapToDouble(row -> row[column]).toArray()));
    }
    double[] found = entry.function().apply(columns).toDoubles();
    boolean quantile = name.endsWith("ppf") || name.endsWith("isf");
    for (int i = 0; i < found.length; i++) {
      double expected = rows.get(i)[entry.arity()];
      if (Double.isNaN(expected) || Double.isInfinite(expected)) {
        assertThat(Double.compare(found[i], expected))
            .as("%s%s: %s", name, Arrays.toString(rows.get(i)), found[i])
            .isZero();
      } else {
        assertThat(Math.abs(found[i] - expected))
            .as("%s%s: %s", name, Arrays.toString(rows.get(i)), found[i])
            .isLessThanOrEqualTo(2e-12 * Math.abs(expected) + (quantile ? 1e-15 : 1e-300));
      }
    }
  }
}

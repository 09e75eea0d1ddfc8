package org.juxta.examples;

import static org.juxta.probability.Model.plate;
import static org.juxta.probability.Model.sample;

import io.vavr.Function1;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.probability.Categorical;
import org.juxta.probability.Draws;
import org.juxta.probability.Joint;
import org.juxta.probability.Mcmc;
import org.juxta.probability.Normal;
import org.juxta.probability.Nuts;
import org.juxta.probability.Start;
import org.juxta.tracer.DType;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Vmap;

/**
 * Bayesian logistic regression on the iris data by the No-U-Turn sampler: the first case study of
 * TensorFlow Probability's guide to JAX, with a fixed step size, and then the same with adaptation
 * and four chains.
 */
public final class Iris {
  private static final int CLASSES = IrisData.SPECIES.size();

  private Iris() {}

  /** Standard normal weights and biases; a softmax of their linear predictor. */
  public static void iris(Array features, @Nullable Array labels) {
    Array w = sample("w", Normal.of(0, 1).expand(features.dim(1), CLASSES).toEvent(2));
    Array b = sample("b", Normal.of(0, 1).expand(CLASSES).toEvent(1));
    plate(
        "data",
        features.dim(0),
        () -> sample("labels", Categorical.logits(features.matmul(w).add(b)), labels));
  }

  /** The measurements as they are, F32 (150, 4). */
  public static Array features(IrisData data) {
    return Np.array(data.features()).astype(DType.F32);
  }

  /** The guide's sampler: a fixed step size of 0.001, no masses, from a draw of the prior. */
  public static Mcmc fixed() {
    Nuts kernel = Nuts.of(Iris::iris).stepSize(1e-3).adaptStepSize(false).adaptMass(false);
    return Mcmc.of(kernel).warmup(500).draws(500).start(new Start.Prior());
  }

  /** With step size and masses adapted, and four chains. */
  public static Mcmc adapted() {
    return Mcmc.of(Nuts.of(Iris::iris)).warmup(1000).draws(1000).chains(4);
  }

  /**
   * The accuracy of each draw's own predictions, and of the predictions averaged over the draws.
   */
  public record Accuracy(double average, double averaged) {}

  /** How often the draws name the right species. */
  public static Accuracy accuracy(Draws draws, Array features, Array labels) {
    Joint model = Joint.of(Iris::iris, features, null);
    Function1<Map<String, Array>, Array> classifierProbs =
        weights ->
            ((Categorical) model.distributions(Key.of(0), weights).lastEntry().getValue()).probs();
    Array probs = Jit.of(Vmap.of(classifierProbs)).apply(draws.flat());
    return new Accuracy(
        share(probs.argmax(-1).eq(labels)), share(probs.mean(0).argmax(-1).eq(labels)));
  }

  private static double share(Array right) {
    return right.astype(DType.F32).mean().toDouble();
  }

  /**
   * Samples, prints and plots; the argument is the folder for the plots, {@code iris-plots} if
   * there is none.
   */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : "iris-plots");
    IrisData data = IrisData.load();
    Array features = features(data);
    Array labels = Np.array(data.labels());

    System.out.println("NUTS with a fixed step size of 0.001, 500 steps of burn-in and 500 draws:");
    Draws draws = fixed().run(Key.of(0), features, labels);
    Accuracy accuracy = accuracy(draws, features, labels);
    System.out.println("Average accuracy: " + (float) accuracy.average());
    System.out.println("BMA accuracy: " + (float) accuracy.averaged());
    plot(draws, folder.resolve("fixed"));

    System.out.println("\nNUTS adapted, four chains of 1000 steps of warm-up and 1000 draws:");
    Draws many = adapted().run(Key.of(1), features, labels);
    System.out.print(many);
    double seconds = many.timing().seconds();
    System.out.printf(
        Locale.ROOT,
        "Draws per second: %.0f, minimum effective sample size per second: %.0f%n",
        many.chains() * many.size() / seconds,
        many.minEss() / seconds);
    plot(many, folder.resolve("adapted"));
    System.out.println("Plots are in " + folder.toAbsolutePath());
  }

  private static void plot(Draws draws, Path folder) {
    Plots.trace(draws.columns()).save(folder.resolve("trace.png"));
    Plots.lines("log density", draws.logDensity()).save(folder.resolve("log-density.png"));
  }
}

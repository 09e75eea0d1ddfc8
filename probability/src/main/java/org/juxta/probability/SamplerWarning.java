package org.juxta.probability;

import java.util.List;
import java.util.Locale;

/** A reason not to trust draws as they are; its text says what to do. */
public sealed interface SamplerWarning {
  /**
   * Trajectories were given up because the energy went wrong: the posterior has parts that they
   * can't enter.
   *
   * @param count how many
   * @param draws of how many
   */
  record Divergences(int count, int draws) implements SamplerWarning {
    @Override
    public String toString() {
      return "%d of %d draws ended in a divergence: results may be biased. Raise targetAcceptance, or reparameterise the model"
          .formatted(count, draws);
    }
  }

  /**
   * The energy changes too slowly from draw to draw: the momenta do not reach the posterior's
   * tails.
   *
   * @param chain the chain
   * @param bfmi its Bayesian fraction of missing information, below 0.3
   */
  record LowEnergyChange(int chain, double bfmi) implements SamplerWarning {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "chain %d has an E-BFMI of %.2f, below 0.3: its tails are explored badly. Reparameterise"
              + " the model, or warm up longer",
          chain,
          bfmi);
    }
  }

  /**
   * Trajectories ended because they were long enough and not because they turned.
   *
   * @param count how many
   * @param draws of how many
   * @param maxTreeDepth the limit
   */
  record DeepTrees(int count, int draws, int maxTreeDepth) implements SamplerWarning {
    @Override
    public String toString() {
      return "%d of %d draws reached the greatest tree depth of %d: sampling is slow. Raise maxTreeDepth, or rescale the parameters"
          .formatted(count, draws, maxTreeDepth);
    }
  }

  /**
   * Chains disagree.
   *
   * @param names the scalars whose R-hat is above 1.01
   * @param worst the greatest R-hat
   */
  record NotConverged(List<String> names, double worst) implements SamplerWarning {
    /** Copies the names. */
    public NotConverged {
      names = List.copyOf(names);
    }

    @Override
    public String toString() {
      int shown = Math.min(5, names.size());
      return String.format(
          Locale.ROOT,
          "R-hat is above 1.01 (up to %.3f) for %s%s: chains have not mixed. Run longer",
          worst,
          String.join(", ", names.subList(0, shown)),
          names.size() > shown ? " and " + (names.size() - shown) + " more" : "");
    }
  }
}

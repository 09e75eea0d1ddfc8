package org.juxta.probability;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.juxta.Array;
import org.juxta.Np;

/**
 * The sites of one run of a model, by name and in the order of the statements.
 *
 * @param sites can't be changed
 */
public record ModelTrace(SequencedMap<String, Site> sites) {
  /** Copies the map. */
  public ModelTrace {
    sites = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(sites));
  }

  /**
   * The site of that name.
   *
   * @throws ModelException if there is none; it names those there are
   */
  public Site site(String name) {
    Site site = sites.get(name);
    if (site == null) {
      throw new ModelException(
          "the model has no site \"%s\"; its sites are %s".formatted(name, sites.keySet()));
    }
    return site;
  }

  /** The value of a site. */
  public Array value(String name) {
    return site(name).value();
  }

  /** The distribution of a site. */
  public Distribution distribution(String name) {
    return site(name).distribution();
  }

  /** The sites that were drawn, or are to be inferred. */
  public List<Site> latents() {
    return sites.values().stream().filter(Site::isLatent).toList();
  }

  /** The values of the sites that {@code test} holds for, by name. */
  SequencedMap<String, Array> values(Predicate<Site> test) {
    SequencedMap<String, Array> values = new LinkedHashMap<>();
    sites.values().stream().filter(test).forEach(s -> values.put(s.name(), s.value()));
    return Collections.unmodifiableSequencedMap(values);
  }

  /** The values of the sites that were drawn, by name. */
  public SequencedMap<String, Array> values() {
    return values(Site::isLatent);
  }

  /** The log density of all values together: the sum over sites and factors; a scalar. */
  public Array logDensity() {
    Array total = Parameters.weak(0);
    for (Site site : sites.values()) {
      if (site.kind() != Site.Kind.DETERMINISTIC) {
        total = Np.add(total, site.logDensity());
      }
    }
    return total;
  }
}

package org.juxta.tests.golden;

import java.util.List;
import org.juxta.probability.Bijector;
import org.juxta.probability.Chain;
import org.juxta.probability.Exp;
import org.juxta.probability.Identity;
import org.juxta.probability.Scale;
import org.juxta.probability.Shift;
import org.juxta.probability.Sigmoid;

/** What Juxta has of TFP's and Distrax's bijectors and NumPyro's transforms. */
final class BijectorFunctions {
  private BijectorFunctions() {}

  static Functions addTo(Functions f) {
    f.define("tfb.Identity", "", _ -> new Identity());
    f.define("tfb.Exp", "", _ -> new Exp());
    f.define("tfb.Shift", "shift", in -> Shift.of(in.real("shift")));
    f.define("tfb.Scale", "scale", in -> Scale.of(in.real("scale")));
    f.define("tfb.Sigmoid", "low=None, high=None", BijectorFunctions::sigmoid);
    f.define(
        "tfb.Chain",
        "bijectors",
        in ->
            Chain.of(
                in.list("bijectors").stream().map(b -> (Bijector) b).toArray(Bijector[]::new)));
    f.define("distrax.Sigmoid", "", _ -> Sigmoid.of());
    f.define("transforms.SigmoidTransform", "", _ -> Sigmoid.of());
    f.define("transforms.ExpTransform", "", _ -> new Exp());
    f.define("transforms.IdentityTransform", "", _ -> new Identity());
    f.define(
        "transforms.AffineTransform",
        "loc, scale",
        in -> Chain.of(Shift.of(in.real("loc")), Scale.of(in.real("scale"))));
    f.define(
        "distrax.ScalarAffine",
        "shift, scale",
        in -> Chain.of(Shift.of(in.real("shift")), Scale.of(in.real("scale"))));
    f.define("transforms.ComposeTransform", "parts", BijectorFunctions::composed);
    return f;
  }

  private static Bijector sigmoid(Arguments in) {
    return in.has("low") ? Sigmoid.of(in.real("low"), in.real("high")) : Sigmoid.of();
  }

  /** NumPyro names the first one to be applied first, TFP last. */
  private static Bijector composed(Arguments in) {
    List<?> parts = in.list("parts").reversed();
    return Chain.of(parts.stream().map(b -> (Bijector) b).toArray(Bijector[]::new));
  }
}

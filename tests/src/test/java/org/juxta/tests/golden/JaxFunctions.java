package org.juxta.tests.golden;

import org.juxta.Np;

/** What Juxta has of jax.lax and jax.nn. */
final class JaxFunctions {
  private JaxFunctions() {}

  static void define(Functions f) {
    f.define("nn.sigmoid", "x", in -> Np.sigmoid(in.array("x")));
    f.define("nn.softplus", "x", in -> Np.softplus(in.array("x")));
    f.define("nn.relu", "x", in -> Np.relu(in.array("x")));
    f.define("nn.log_sigmoid", "x", in -> Np.logSigmoid(in.array("x")));
    f.define(
        "nn.one_hot",
        "x, classes, dtype='float64'",
        in -> Np.oneHot(in.array("x"), in.integer("classes"), in.dtype("dtype")));
    f.define("nn.softmax", "x, axis=-1", in -> Np.softmax(in.array("x"), in.integer("axis")));
    f.define(
        "nn.log_softmax", "x, axis=-1", in -> Np.logSoftmax(in.array("x"), in.integer("axis")));
  }
}

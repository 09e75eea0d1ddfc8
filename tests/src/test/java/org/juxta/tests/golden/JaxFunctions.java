package org.juxta.tests.golden;

import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.AttentionOptions;
import org.juxta.GaussianKde;
import org.juxta.Nn;
import org.juxta.Np;
import org.juxta.transforms.Jacobian;

/** What Juxta has of jax.nn and jax.scipy.stats. */
final class JaxFunctions {
  private JaxFunctions() {}

  static void define(Functions f) {
    activation(f, "identity", Nn::identity);
    activation(f, "sigmoid", Np::sigmoid);
    activation(f, "tanh", Np::tanh);
    activation(f, "softplus", Nn::softplus);
    activation(f, "relu", Nn::relu);
    activation(f, "relu6", Nn::relu6);
    activation(f, "log_sigmoid", Nn::logSigmoid);
    activation(f, "silu", Nn::silu);
    activation(f, "swish", Nn::silu);
    activation(f, "mish", Nn::mish);
    activation(f, "selu", Nn::selu);
    activation(f, "soft_sign", Nn::softSign);
    activation(f, "hard_tanh", Nn::hardTanh);
    activation(f, "hard_sigmoid", Nn::hardSigmoid);
    activation(f, "hard_silu", Nn::hardSilu);
    activation(f, "hard_swish", Nn::hardSilu);
    activation(f, "sparse_plus", Nn::sparsePlus);
    activation(f, "sparse_sigmoid", Nn::sparseSigmoid);
    activation(f, "log1mexp", Nn::log1mexp);
    f.define("nn.elu", "x, alpha=1.0", in -> Nn.elu(in.array("x"), in.number("alpha")));
    f.define("nn.celu", "x, alpha=1.0", in -> Nn.celu(in.array("x"), in.number("alpha")));
    f.define(
        "nn.leaky_relu",
        "x, negative_slope=0.01",
        in -> Nn.leakyRelu(in.array("x"), in.number("negative_slope")));
    f.define("nn.squareplus", "x, b=4.0", in -> Nn.squareplus(in.array("x"), in.number("b")));
    f.define(
        "nn.gelu", "x, approximate=True", in -> Nn.gelu(in.array("x"), in.flag("approximate")));
    f.define("nn.glu", "x, axis=-1", in -> Nn.glu(in.array("x"), in.integer("axis")));
    f.define(
        "nn.one_hot",
        "x, classes, dtype='float64', axis=-1",
        in ->
            Nn.oneHot(in.array("x"), in.integer("classes"), in.integer("axis"), in.dtype("dtype")));
    sums(f);
    derivatives(f);
    f.define("nn.standardize", "x, axis=-1, epsilon=1e-5, where=None", JaxFunctions::standardize);
    f.define(
        "scipy.stats.gaussian_kde",
        "dataset",
        in -> {
          GaussianKde kde = GaussianKde.of(in.array("dataset"));
          Function evaluate = (points, _) -> kde.evaluate(Values.array(points.getFirst()));
          return evaluate;
        });
    f.define(
        "nn.dot_product_attention",
        "query, key, value, bias=None, mask=None, scale=None, is_causal=False,"
            + " query_seq_lengths=None, key_value_seq_lengths=None",
        JaxFunctions::attention);
  }

  private static void sums(Functions f) {
    f.define(
        "nn.softmax",
        "x, axis=-1, where=None",
        in ->
            in.has("where")
                ? Nn.softmax(in.array("x"), in.integer("axis"), in.array("where"))
                : Nn.softmax(in.array("x"), in.integer("axis")));
    f.define(
        "nn.log_softmax",
        "x, axis=-1, where=None",
        in ->
            in.has("where")
                ? Nn.logSoftmax(in.array("x"), in.integer("axis"), in.array("where"))
                : Nn.logSoftmax(in.array("x"), in.integer("axis")));
    f.define(
        "nn.logmeanexp",
        "x, axis=None, where=None, keepdims=False",
        in -> Nn.logmeanexp(in.array("x"), in.over()));
  }

  private static void derivatives(Functions f) {
    f.define(
        "jax.jacfwd",
        "f, holomorphic=False",
        in -> {
          ArrayFunction1 g = x -> in.call("f", x);
          ArrayFunction1 jacobian =
              in.flag("holomorphic") ? Jacobian.holomorphic(g)::apply : Jacobian.forward(g)::apply;
          Function result = (x, _) -> jacobian.apply(Values.array(x.getFirst()));
          return result;
        });
  }

  private static void activation(Functions f, String name, ArrayFunction1 activation) {
    f.define("nn." + name, "x", in -> activation.apply(in.array("x")));
  }

  private static Array standardize(Arguments in) {
    double epsilon = in.number("epsilon");
    return in.has("where")
        ? Nn.standardize(in.array("x"), in.array("where"), epsilon, in.integers("axis"))
        : Nn.standardize(in.array("x"), epsilon, in.integers("axis"));
  }

  private static Array attention(Arguments in) {
    AttentionOptions options = AttentionOptions.NONE;
    options = in.has("bias") ? options.bias(in.array("bias")) : options;
    options = in.has("mask") ? options.mask(in.array("mask")) : options;
    options = in.has("scale") ? options.scale(in.number("scale")) : options;
    options = in.flag("is_causal") ? options.asCausal() : options;
    options =
        in.has("query_seq_lengths") ? options.queryLengths(in.array("query_seq_lengths")) : options;
    options =
        in.has("key_value_seq_lengths")
            ? options.keyLengths(in.array("key_value_seq_lengths"))
            : options;
    return Nn.dotProductAttention(in.array("query"), in.array("key"), in.array("value"), options);
  }
}

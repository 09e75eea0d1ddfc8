package org.juxta.benchmarks;

import io.vavr.Function2;
import io.vavr.Tuple2;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.Tree;
import org.juxta.transforms.ValueAndGrad;

/** Steps of training by Adam (Kingma and Ba 2015), for any tree of parameters. */
final class Adam {
  private Adam() {}

  /** Averages of the gradient and of its square, and the number of steps, beside the parameters. */
  record State<P>(P params, P first, P second, Array step) {
    static <P> State<P> init(P params) {
      return new State<>(
          params, Tree.map(Np::zerosLike, params), Tree.map(Np::zerosLike, params), Np.array(0));
    }
  }

  /** A step with learning rate {@code rate}: the state after it and the loss before. */
  static <P, D> Tuple2<State<P>, Array> step(
      Function2<P, D, Array> loss, State<P> s, D data, double rate) {
    Tuple2<Array, P> lossAndGradient = ValueAndGrad.of(loss).apply(s.params, data);
    return new Tuple2<>(next(s, lossAndGradient._2, rate), lossAndGradient._1);
  }

  private static <P> State<P> next(State<P> s, P gradient, double rate) {
    Array step = s.step.add(1);
    P first = Tree.map2((m, g) -> m.mul(0.9).add(g.mul(0.1)), s.first, gradient);
    P second = Tree.map2((v, g) -> v.mul(0.999).add(g.square().mul(0.001)), s.second, gradient);
    Array bias1 = Np.subtract(1, Np.power(0.9, step));
    Array bias2 = Np.subtract(1, Np.power(0.999, step));
    P params =
        Tree.map3(
            (p, m, v) -> p.sub(m.div(bias1).mul(rate).div(v.div(bias2).sqrt().add(1e-8))),
            s.params,
            first,
            second);
    return new State<>(params, first, second, step);
  }
}

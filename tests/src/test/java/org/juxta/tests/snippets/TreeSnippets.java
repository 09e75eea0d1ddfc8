package org.juxta.tests.snippets;

import java.util.List;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.Tree;

/** Trees of arrays. */
final class TreeSnippets {
  private TreeSnippets() {}

  static void tree() {
    // @start region="tree"
    record Dense(Array w, Array b, String activation) {}
    Dense layer = new Dense(Np.ones(2, 3), Np.zeros(3), "tanh");

    System.out.println(Tree.structure(layer)); // Dense(w=Array, b=Array, activation="tanh")
    System.out.println(Tree.leaves(layer).size()); // 2
    Dense doubled = Tree.map(x -> x.mul(2), layer);
    System.out.println(doubled.w().sum()); // 12.0
    System.out.println(doubled.activation()); // tanh
    Dense moved = Tree.map2((p, d) -> p.sub(d.mul(0.5)), layer, doubled);
    System.out.println(moved.w().sum()); // 0.0
    // @end
  }

  static void at() {
    // @start region="at"
    record Dense(Array w, Array b) {}
    record Net(List<Dense> layers) {}
    Net net =
        new Net(List.of(new Dense(Np.ones(2), Np.zeros(2)), new Dense(Np.ones(2), Np.zeros(2))));

    Net changed =
        Tree.at(net, n -> n.layers().get(1).b())
            .set(Np.full(net.layers().get(1).b().shape(), Np.array(7f)));
    System.out.println(changed.layers().get(1).b()); // [7. 7.]
    System.out.println(net.layers().get(1).b()); // [0. 0.]
    System.out.println(Tree.at(net, n -> n.layers().get(0).w()).path()); // layers[0].w
    // @end
  }
}

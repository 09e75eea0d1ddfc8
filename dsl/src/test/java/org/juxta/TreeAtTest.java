package org.juxta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.Vector;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.HostArray;

/** Replacing one part of a tree. */
class TreeAtTest {
  private static final Array A = array();
  private static final Array B = array();
  private static final Array C = array();

  private static Array array() {
    return Array.of(HostArray.allocate(ArrayType.of(DType.F32, 2)));
  }

  record Dense(Array w, Array b) {
    Array sum() {
      return array();
    }
  }

  record Mlp(Dense hidden, Dense out, int units, int classes, @Nullable String name) {}

  record Stack(Vector<Dense> layers, Map<String, Array> extra) {}

  private static final Mlp NET = new Mlp(new Dense(A, B), new Dense(A, B), 3, 4, "net");

  @Test
  void aComponentIsReplacedAndTheRestIsKept() {
    Dense fresh = new Dense(C, C);
    Mlp changed = Tree.at(NET, Mlp::out).set(fresh);
    assertThat(changed).isEqualTo(new Mlp(NET.hidden(), fresh, 3, 4, "net"));
    assertThat(changed.hidden()).isSameAs(NET.hidden());
    assertThat(NET.out().w()).isSameAs(A);
  }

  @Test
  void anArrayThatStandsInTwoPlacesIsReplacedInTheOneNamed() {
    Mlp changed = Tree.at(NET, n -> n.out().w()).set(C);
    assertThat(changed.out()).isEqualTo(new Dense(C, B));
    assertThat(changed.hidden()).isEqualTo(new Dense(A, B));
    assertThat(Tree.at(NET, n -> n.out().w()).path()).isEqualTo("out.w");
    assertThat(Tree.at(NET, n -> n.out().w()).get()).isSameAs(A);
    assertThat(Tree.at(NET, Mlp::hidden).get()).isSameAs(NET.hidden());
  }

  @Test
  void partsOfListsMapsAndTuplesAreFound() {
    Stack stack = new Stack(Vector.of(new Dense(A, A), new Dense(A, A)), Map.of("x", A, "y", A));
    Stack one = Tree.at(stack, s -> s.layers().get(1).b()).update(b -> C);
    assertThat(one.layers()).isEqualTo(Vector.of(new Dense(A, A), new Dense(A, C)));
    Stack two = Tree.at(stack, s -> s.extra().get("y")).set(C);
    assertThat(two.extra()).isEqualTo(Map.of("x", A, "y", C));
    Tuple2<Array, List<Array>> three =
        Tree.at(Tuple.of(A, List.of(A, A)), t -> t._2).set(List.of());
    assertThat(three).isEqualTo(Tuple.of(A, List.of()));
    assertThat(Tree.at(stack, s -> s).set(one)).isSameAs(one);
  }

  @Test
  void staticValuesAreFoundIfTheyStandInOnePlace() {
    assertThat(Tree.at(NET, Mlp::classes).set(10).classes()).isEqualTo(10);
    assertThat(Tree.at(NET, Mlp::name).set(null).name()).isNull();
    assertThat(Tree.at(new Mlp(NET.hidden(), NET.out(), 3, 4, null), Mlp::name).set("new").name())
        .isEqualTo("new");
    Mlp square = new Mlp(NET.hidden(), NET.out(), 5, 5, "net");
    assertThatThrownBy(() -> Tree.at(square, Mlp::classes))
        .isInstanceOf(TreeException.class)
        .hasMessageContaining("gives 5, which stands at units and classes");
  }

  @Test
  void aComputedValueIsNoPart() {
    assertThatThrownBy(() -> Tree.at(NET, n -> n.out().sum()))
        .isInstanceOf(TreeException.class)
        .hasMessageContaining("an Array F32(2), which is no part of Mlp(");
    assertThatThrownBy(() -> Tree.at(NET, n -> new Dense(n.out().w(), n.out().b())))
        .isInstanceOf(TreeException.class)
        .hasMessageContaining("as it is");
  }
}

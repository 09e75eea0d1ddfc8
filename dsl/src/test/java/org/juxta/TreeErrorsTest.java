package org.juxta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.control.Either;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.JuxtaException;

/** What trees refuse, and how they say so. */
class TreeErrorsTest {
  private static final Array A = Array.of(HostArray.allocate(ArrayType.of(DType.F32, 2)));

  record Layer(Object w) {}

  record Net(List<Layer> layers) {}

  record Exact(ArrayList<Array> xs) {}

  record Positive(int n, Array x) {
    Positive {
      if (n <= 0) {
        throw new IllegalArgumentException("n must be positive");
      }
    }
  }

  /** A layer as one must not write it: a class that hides its Array. */
  static final class Hiding implements Function1<Array, Array> {
    private static final long serialVersionUID = 1L;
    private final transient Array w;

    Hiding(Array w) {
      this.w = w;
    }

    @Override
    public Array apply(Array x) {
      return w;
    }
  }

  /** A function with a state that is not an Array. */
  static final class Scaling implements Function1<Array, Array> {
    private static final long serialVersionUID = 1L;
    private final double factor;

    Scaling(double factor) {
      this.factor = factor;
    }

    @Override
    public Array apply(Array x) {
      return factor == 0 ? A : x;
    }
  }

  private enum Colour {
    RED
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(new float[2], "a float[] can change", "Np.array(...)"),
        Arguments.of(new double[2][2], "a double[][]", "Np.array(...)"),
        Arguments.of(new int[0], "a int[]", "Np.array(...)"),
        Arguments.of(new byte[0], "a byte[]", "an Array or a List"),
        Arguments.of(
            new AtomicInteger(), "java.util.concurrent.atomic.AtomicInteger", "make it a record"),
        Arguments.of(new java.util.Random(0), "java.util.Random", "make it a record"),
        Arguments.of(new Hiding(A), "has an Array, w", "make the class a record"),
        Arguments.of(new ArrayDeque<Array>(), "java.util.ArrayDeque", "use a record"),
        Arguments.of(Either.right(A), "Either$Right", "use a record"),
        Arguments.of(Map.entry("a", A), "is not a container", "use a record"),
        Arguments.of(io.vavr.collection.Stream.continually(A), "no end", "toList()"),
        Arguments.of(Set.of(A), "an Array can't be (part of) a set", "use a list"),
        Arguments.of(
            io.vavr.collection.HashSet.of(A), "an Array can't be (part of) a set", "use a list"),
        Arguments.of(Map.of(A, 1), "an Array can't be (part of) a key of a map", ""),
        Arguments.of(
            Map.of(Colour.class, 1, String.class, 2), "must be Comparable", "use a LinkedHashMap"),
        Arguments.of(A.value(), "what stands behind an Array", "Array.of"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aValueThatCannotBeInATreeIsNamed(Object value, String problem, String remedy) {
    Net net = new Net(List.of(new Layer(A), new Layer(1), new Layer(value)));
    assertThatThrownBy(() -> Tree.flatten(net))
        .isInstanceOf(TreeException.class)
        .isInstanceOf(JuxtaException.class)
        .hasMessageStartingWith("layers[2].w: ")
        .hasMessageContaining(problem)
        .hasMessageContaining(remedy);
    assertThatThrownBy(() -> Tree.flattenArguments(new Object[] {net}))
        .hasMessageStartingWith("argument 1 .layers[2].w: ");
    assertThatThrownBy(() -> Tree.flatten(value))
        .hasMessageStartingWith("not a tree: ")
        .hasMessageContaining(problem);
    // A structure just does not match.
    TreeDef def = Tree.structure(new Net(List.of(new Layer(A), new Layer(1), new Layer(2))));
    ArrayList<Array> leaves = new ArrayList<>();
    assertThat(def.matches(net, leaves)).isFalse();
    assertThat(leaves).isEmpty();
  }

  @Test
  void aFunctionWithStateOtherThanArraysIsStatic() {
    Scaling half = new Scaling(0.5);
    assertThat(Tree.structure(half))
        .isEqualTo(Tree.structure(half))
        .isNotEqualTo(Tree.structure(new Scaling(0.5)));
  }

  @Test
  void aComponentDeclaredByAClassIsNamed() {
    assertThatThrownBy(() -> Tree.map(x -> x, Tuple.of(new Exact(new ArrayList<>(List.of(A))))))
        .isInstanceOf(TreeException.class)
        .hasMessageContaining("component xs of the record " + Exact.class.getName())
        .hasMessageContaining("declared java.util.ArrayList")
        .hasMessageContaining("declare the component by its interface");
  }

  @Test
  void anArrayOfAClassThatTreesDoNotMakeIsNamed() {
    Object[] lists = new ArrayList<?>[] {new ArrayList<>(List.of(A))};
    assertThatThrownBy(() -> Tree.map(x -> x, lists))
        .isInstanceOf(TreeException.class)
        .hasMessageContaining("[0]: a ArrayList[] can't hold");
  }

  @Test
  void aConstructorsOwnExceptionPasses() {
    Positive positive = new Positive(1, A);
    assertThatThrownBy(() -> Tree.at(positive, Positive::n).set(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("n must be positive");
  }
}

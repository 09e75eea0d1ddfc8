package org.juxta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.CharSeq;
import io.vavr.collection.HashMap;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Queue;
import io.vavr.collection.Seq;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.HostArray;

/** Trees: what comes apart, what comes back, and what structures are equal. */
class TreeTest {
  private static final Array A = array();
  private static final Array B = array();
  private static final Array C = array();

  private static Array array() {
    return Array.of(HostArray.allocate(ArrayType.of(DType.F32, 2)));
  }

  record Dense(Array w, Array b) {}

  private record Mlp(Dense hidden, Dense out, int units, String name) {}

  record Box<T extends @Nullable Object>(T content) {}

  record Empty() {}

  record Numbers(byte a, short b, char c, int d, long e, float f, double g, boolean h, Array x) {}

  enum Mode {
    FAST,
    SLOW {
      @Override
      boolean slow() {
        return true;
      }
    };

    boolean slow() {
      return false;
    }
  }

  private static Mlp mlp() {
    return new Mlp(new Dense(A, B), new Dense(C, A), 3, "net");
  }

  static Stream<Object> containers() {
    return Stream.of(
        new Dense(A, B),
        mlp(),
        new Box<>(new Box<>(new Dense(A, B))),
        new Box<>("static"),
        new Box<>(null),
        new Empty(),
        new Numbers((byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, true, A),
        Tuple.empty(),
        Tuple.of(A),
        Tuple.of(A, B),
        Tuple.of(A, "x", B),
        Tuple.of(A, 1, 2, 3),
        Tuple.of(A, 1, 2, 3, 4),
        Tuple.of(A, 1, 2, 3, 4, 5),
        Tuple.of(A, 1, 2, 3, 4, 5, 6),
        Tuple.of(A, 1, 2, 3, 4, 5, 6, B),
        io.vavr.collection.List.of(A, B, C),
        io.vavr.collection.List.empty(),
        Vector.of(A, 2, B),
        Vector.empty(),
        io.vavr.collection.Array.of(A, B),
        Queue.of(A, B),
        HashMap.of("b", B, "a", A),
        HashMap.empty(),
        LinkedHashMap.of("b", B, "a", A),
        TreeMap.of("b", B, "a", A),
        TreeMap.of(Comparator.<Integer>reverseOrder(), 1, A, 2, B),
        Option.some(A),
        Option.none(),
        Option.some(new Dense(A, B)),
        List.of(A, new Dense(B, C)),
        List.of(),
        Arrays.asList(A, null),
        new ArrayList<>(List.of(A)),
        Map.of("b", B, "a", A, "c", C),
        new java.util.LinkedHashMap<>(Map.of("k", Tuple.of(A, 3))),
        new java.util.TreeMap<>(Map.of(2, A, 1, B)),
        new java.util.EnumMap<>(Map.of(Mode.SLOW, A, Mode.FAST, B)),
        Optional.of(A),
        Optional.empty(),
        A);
  }

  @ParameterizedTest
  @MethodSource("containers")
  void aTreeComesBackAsItWas(Object tree) {
    Tree.Flat flat = Tree.flatten(tree);
    Object back = flat.def().unflatten(flat.leaves());
    assertThat(back).isEqualTo(tree);
    assertThat(Tree.flatten(back)).isEqualTo(flat);
    assertThat(flat.def().leafCount()).isEqualTo(flat.leaves().size());
    assertThat(flat.def().paths()).hasSize(flat.leaves().size()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("containers")
  void aStructureMatchesItsOwnTreesOnly(Object tree) {
    Tree.Flat flat = Tree.flatten(tree);
    ArrayList<Array> leaves = new ArrayList<>(List.of(C));
    assertThat(flat.def().matches(tree, leaves)).isTrue();
    assertThat(leaves.removeFirst()).isSameAs(C);
    assertThat(leaves).isEqualTo(flat.leaves());
    containers()
        .forEach(
            other -> {
              TreeDef def = Tree.structure(other);
              ArrayList<Array> got = new ArrayList<>();
              boolean matches = flat.def().matches(other, got);
              assertThat(matches)
                  .as("%s against %s", flat.def(), def)
                  .isEqualTo(def.equals(flat.def()));
              assertThat(got).isEqualTo(matches ? Tree.leaves(other) : List.of());
              assertThat(flat.def().difference(def).isEmpty()).isEqualTo(matches);
              if (matches) {
                assertThat(def).hasSameHashCodeAs(flat.def());
              }
            });
  }

  @ParameterizedTest
  @MethodSource("containers")
  void aMapOfATreePutsNewArraysInItsPlaces(Object tree) {
    List<Array> made = new ArrayList<>();
    Object mapped =
        Tree.map(
            x -> {
              Array y = array();
              made.add(y);
              return y;
            },
            tree);
    assertThat(Tree.structure(mapped)).isEqualTo(Tree.structure(tree));
    assertThat(Tree.leaves(mapped)).isEqualTo(made);
  }

  @Test
  void containersKeepTheirKind() {
    assertThat(Tree.map(x -> B, Vector.of(A))).isInstanceOf(Vector.class);
    assertThat((Seq<Array>) Tree.map(x -> B, io.vavr.collection.List.of(A)))
        .isInstanceOf(io.vavr.collection.List.class);
    assertThat(Tree.map(x -> B, LinkedHashMap.of("b", A, "a", A)).keySet())
        .containsExactly("b", "a");
    assertThat(
            Tree.map(x -> B, TreeMap.of(Comparator.<Integer>reverseOrder(), 1, A, 2, A))
                .put(3, A)
                .keySet())
        .containsExactly(3, 2, 1);
  }

  @Test
  void objectArraysComeBackInTheirClass() {
    Array[] arrays = {A, B};
    assertThat(Tree.<Array[]>map(x -> C, arrays))
        .isExactlyInstanceOf(Array[].class)
        .containsExactly(C, C);
    assertThat(arrays).containsExactly(A, B);
    Array[][] nested = {{A}, {}, {B, C}};
    assertThat(Tree.leaves(nested)).containsExactly(A, B, C);
    assertThat(Tree.structure(nested).paths()).containsExactly("[0][0]", "[2][0]", "[2][1]");
    assertThat(Tree.structure(new Dense[] {new Dense(A, B)}))
        .isEqualTo(Tree.structure(new Dense[] {new Dense(B, C)}))
        .isNotEqualTo(Tree.structure(new Object[] {new Dense(A, B)}));
  }

  @Test
  void nullAndStaticValuesHaveNoArrays() {
    assertThat(Tree.leaves(null)).isEmpty();
    assertThat(Tree.structure(null).<@Nullable Object>unflatten(List.of())).isNull();
    assertThat(Tree.structure(3)).isEqualTo(Tree.structure(3)).isNotEqualTo(Tree.structure(3L));
    assertThat(Tree.structure(0.0)).isNotEqualTo(Tree.structure(-0.0));
    assertThat(Tree.structure(Double.NaN)).isEqualTo(Tree.structure(Double.NaN));
    assertThat(Tree.structure(Mode.SLOW))
        .isEqualTo(Tree.structure(Mode.SLOW))
        .isNotEqualTo(Tree.structure(Mode.FAST));
    assertThat(Tree.structure(String.class)).isEqualTo(Tree.structure(String.class));
    assertThat(Tree.structure(A.shape())).isEqualTo(Tree.structure(B.shape()));
    assertThat(Tree.structure(A.type()).toString()).isEqualTo("F32(2)");
    assertThat(Tree.structure(CharSeq.of("ab"))).isEqualTo(Tree.structure(CharSeq.of("ab")));
    assertThat(Tree.structure(java.util.Set.of("b", "a")))
        .isEqualTo(Tree.structure(new java.util.TreeSet<>(List.of("a", "b"))))
        .isNotEqualTo(Tree.structure(java.util.Set.of("a")));
  }

  @Test
  void aFunctionIsEqualToItselfOnly() {
    Supplier<Function1<Array, Array>> lambda = () -> x -> x;
    Function1<Array, Array> one = lambda.get();
    Array captured = A;
    Function1<Array, Array> capturing = x -> captured;
    Function1<Array, Array> anonymous =
        new Function1<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public Array apply(Array x) {
            return captured;
          }
        };
    assertThat(Tree.structure(new Box<>(one))).isEqualTo(Tree.structure(new Box<>(lambda.get())));
    for (Object f : List.of(capturing, anonymous, new Object())) {
      assertThat(Tree.leaves(new Box<>(f))).isEmpty();
      assertThat(Tree.structure(new Box<>(f)))
          .isEqualTo(Tree.structure(new Box<>(f)))
          .isNotEqualTo(Tree.structure(new Box<>(one)));
    }
  }

  @Test
  void listsAndMapsOfJavaAreOfOneKindEach() {
    assertThat(Tree.structure(new ArrayList<>(List.of(A, B))))
        .isEqualTo(Tree.structure(Arrays.asList(B, C)));
    Map<String, Array> hashed = new java.util.HashMap<>(Map.of("b", B, "a", A, "c", C));
    TreeDef def = Tree.structure(hashed);
    assertThat(Tree.leaves(hashed)).containsExactly(A, B, C);
    assertThat(def.paths()).containsExactly("[\"a\"]", "[\"b\"]", "[\"c\"]");
    Map<String, Array> back = def.unflatten(List.of(C, B, A));
    assertThat(back).containsExactly(Map.entry("a", C), Map.entry("b", B), Map.entry("c", A));
    assertThat(Tree.structure(back)).isEqualTo(def);
    var inserted = new java.util.LinkedHashMap<String, Array>();
    inserted.put("b", B);
    inserted.put("a", A);
    inserted.put("c", C);
    assertThat(Tree.leaves(inserted)).containsExactly(B, A, C);
    assertThat(def.matches(inserted, new ArrayList<>())).isFalse();
    assertThat(Tree.structure(inserted)).isNotEqualTo(def);
  }

  @Test
  void laterChangesOfContainersDoNotReachAStructure() {
    List<Object> list = new ArrayList<>(List.of(A, "x"));
    Map<String, Array> map = new java.util.HashMap<>(Map.of("a", A));
    java.util.Set<String> set = new java.util.HashSet<>(java.util.Set.of("s"));
    Array[] arrays = {A};
    Object tree = Tuple.of(list, map, set, arrays);
    Tree.Flat flat = Tree.flatten(tree);
    TreeDef same =
        Tree.structure(
            Tuple.of(List.of(B, "x"), Map.of("a", A), java.util.Set.of("s"), new Array[] {C}));
    assertThat(flat.def()).isEqualTo(same);
    list.add(B);
    map.put("b", B);
    set.add("t");
    arrays[0] = B;
    assertThat(flat.def()).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(flat.leaves()).containsExactly(A, A, A);
    assertThat(flat.def().matches(tree, new ArrayList<>())).isFalse();
    Tuple2<List<Array>, Map<String, Array>> made =
        Tree.map(x -> x, Tuple.of(List.of(A), Map.of("a", A)));
    assertThatThrownBy(() -> made._1.add(B)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> made._2.put("b", B)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> flat.leaves().set(0, B))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void localRecordsWork() {
    record Local(Array x, @Nullable Local next) {}
    Local tree = new Local(A, new Local(B, null));
    assertThat(Tree.leaves(tree)).containsExactly(A, B);
    assertThat(Tree.structure(tree).paths()).containsExactly("x", "next.x");
    assertThat(Tree.map(x -> x, tree)).isEqualTo(tree);
    assertThat(Tree.structure(tree)).isNotEqualTo(Tree.structure(new Local(A, null)));
    assertThat(Tree.structure(tree)).isEqualTo(Tree.structure(new Local(C, new Local(C, null))));
  }

  @Test
  void pathsAndTextOfAStructure() {
    TreeDef def =
        Tree.structure(new Box<>(Tuple.of(mlp(), List.of(A), Option.some(A), Map.of(1, A))));
    assertThat(def.paths())
        .containsExactly(
            "content._1.hidden.w",
            "content._1.hidden.b",
            "content._1.out.w",
            "content._1.out.b",
            "content._2[0]",
            "content._3.get()",
            "content._4[1]");
    assertThat(def.path(2)).isEqualTo("content._1.out.w");
    assertThat(Tree.structure(A).paths()).containsExactly("");
    assertThat(Tree.structure(mlp()))
        .hasToString(
            "Mlp(hidden=Dense(w=Array, b=Array), out=Dense(w=Array, b=Array), units=3,"
                + " name=\"net\")");
    assertThat(Tree.structure(Tuple.of(List.of(A, 1), Map.of("k", A))))
        .hasToString("Tuple2(List(Array, 1), Map(k=Array))");
  }

  @Test
  void argumentsHavePathsOfTheirOwn() {
    Object[] arguments = {A, new Box<>(List.of(B, 2))};
    Tree.Flat flat = Tree.flattenArguments(arguments);
    assertThat(flat.leaves()).containsExactly(A, B);
    assertThat(flat.def().paths()).containsExactly("argument 1", "argument 2 .content[0]");
    assertThat(flat.def().matches(arguments, new ArrayList<>())).isTrue();
    assertThat(flat.def().<Object[]>unflatten(List.of(B, C)))
        .containsExactly(B, new Box<>(List.of(C, 2)));
    assertThat(
            Tree.flattenArguments(new Object[] {B, new Box<>(List.of(C, 3))})
                .def()
                .difference(flat.def()))
        .hasValue("argument 2 .content[1]: 3 here, 2 there");
  }

  @Test
  void differencesNameTheFirstPlace() {
    Mlp other = new Mlp(new Dense(A, B), new Dense(C, A), 4, "net");
    assertThat(Tree.structure(mlp()).difference(Tree.structure(other)))
        .hasValue("units: 3 here, 4 there");
    assertThat(Tree.structure(A).difference(Tree.structure(3)))
        .hasValue("at the root: Array here, 3 there");
    assertThat(Tree.structure(List.of(A)).difference(Tree.structure(List.of(A, A))))
        .hasValue("at the root: List(Array) here, List(Array, Array) there");
    assertThat(Tree.structure(mlp()).difference(Tree.structure(mlp()))).isEmpty();
  }

  @Test
  void anUnflattenedTreeNeedsAllItsArrays() {
    TreeDef def = Tree.structure(new Dense(A, B));
    assertThatThrownBy(() -> def.unflatten(List.of(A)))
        .isInstanceOf(TreeException.class)
        .hasMessageContaining("1 arrays given for the 2 of Dense(w=Array, b=Array)");
  }

  @Test
  void severalTreesAreMappedTogether() {
    Dense sum = Tree.map2((x, y) -> y, new Dense(A, B), new Dense(C, C));
    assertThat(sum).isEqualTo(new Dense(C, C));
    assertThat(Tree.map3((x, y, z) -> z, List.of(A), List.of(B), List.of(C))).isEqualTo(List.of(C));
    List<List<Array>> rows = new ArrayList<>();
    Dense first =
        Tree.mapN(
            row -> {
              rows.add(row);
              return row.getFirst();
            },
            List.of(new Dense(A, B), new Dense(B, C), new Dense(C, A)));
    assertThat(first).isEqualTo(new Dense(A, B));
    assertThat(rows).containsExactly(List.of(A, B, C), List.of(B, C, A));
    assertThat(Tree.<Integer>reduce((n, x) -> n + x.shape().size(), 0, mlp())).isEqualTo(8);
    assertThat(Tree.mapWithPath((path, x) -> path.endsWith("b") ? C : x, mlp()).hidden())
        .isEqualTo(new Dense(A, C));
  }

  @Test
  void treesMappedTogetherMustAgree() {
    Mlp other = new Mlp(new Dense(A, B), new Dense(C, A), 3, "other");
    assertThatThrownBy(() -> Tree.map2((x, y) -> x, mlp(), other))
        .isInstanceOf(TreeException.class)
        .hasMessageStartingWith(
            "the trees must have the same structure; the first and number 2 differ at name: \"net\""
                + " here, \"other\" there");
    assertThatThrownBy(() -> Tree.mapN(List::getFirst, List.of(List.of(A), List.of(A), List.of())))
        .hasMessageContaining("number 3 differ at the root");
    assertThatThrownBy(() -> Tree.mapN(List::getFirst, List.of()))
        .isInstanceOf(TreeException.class);
  }

  @Test
  void manyThreadsFlattenOneClassInManyStructures() {
    List<Integer> counts =
        Stream.iterate(0, i -> i + 1)
            .limit(2000)
            .parallel()
            .map(i -> Tree.leaves(new Box<>(Collections.nCopies(i % 7, A))).size())
            .toList();
    for (int i = 0; i < counts.size(); i++) {
      assertThat(counts.get(i)).isEqualTo(i % 7);
    }
  }
}

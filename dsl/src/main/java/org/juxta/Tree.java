package org.juxta;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values with arrays in them, of any shape that data takes in Java: an {@link Array}; records, Vavr
 * tuples, lists, maps and options, {@code java.util} lists, maps and optionals, Java arrays of
 * objects, null, and these within one another. As {@code jax.tree}, with nothing to register.
 *
 * <p>Every other value is <em>static</em>: it belongs to the structure ({@link TreeDef}) and is
 * compared by {@code equals}. Numbers, strings, enums, classes, sets of such values, instances of
 * any class that has an {@code equals} of its own or no fields, lambdas and other functions (each
 * equal to itself only) are static; they must not change once they are in a tree. What can't be
 * compared, such as a {@code float[]}, is a {@link TreeException} that names the place and what to
 * do.
 *
 * <p>The order of the arrays is that of a record's components and a list's elements. A map has its
 * own order, if it is a {@code java.util.SequencedMap} (a LinkedHashMap or a TreeMap) or a Vavr
 * LinkedHashMap or TreeMap; else that of its sorted keys.
 *
 * <p>A container comes back as its own kind, except that each {@code java.util.List} and {@code
 * Map} comes back as one that can't be changed, the map with its keys in order. A record is made by
 * its canonical constructor.
 *
 * {@snippet class="org.juxta.tests.snippets.TreeSnippets" region="tree"}
 */
public final class Tree {
  private Tree() {}

  /**
   * A tree taken apart.
   *
   * @param leaves the arrays, in order; can't be changed
   * @param def the rest
   */
  public record Flat(List<Array> leaves, TreeDef def) {}

  /**
   * Takes a tree apart into its arrays and its structure.
   *
   * @throws TreeException if there is a value in it that is neither a container nor an array nor
   *     static
   */
  public static Flat flatten(@Nullable Object tree) {
    if (tree instanceof Array array) {
      return new Flat(List.of(array), TreeDef.LEAF);
    }
    ArrayList<Array> leaves = new ArrayList<>();
    TreeNode root;
    try {
      root = TreePlan.flattenAny(tree, leaves);
    } catch (TreeRefusal refusal) {
      throw refusal.atRoot();
    }
    return new Flat(Collections.unmodifiableList(leaves), new TreeDef(root));
  }

  /**
   * {@link #flatten} of the arguments of a call, whose paths are those of arguments: {@code
   * argument 1 .hidden.w}. The structure {@linkplain TreeDef#matches matches} and makes an {@code
   * Object[]}.
   */
  public static Flat flattenArguments(@Nullable Object[] arguments) {
    ArrayList<Array> leaves = new ArrayList<>();
    TreeNode root;
    try {
      root = TreePlan.flattenParts(TreeContainer.Arguments.INSTANCE, arguments, leaves);
    } catch (TreeRefusal refusal) {
      throw refusal.atRoot();
    }
    return new Flat(Collections.unmodifiableList(leaves), new TreeDef(root));
  }

  /** The arrays of a tree, in order. */
  public static List<Array> leaves(@Nullable Object tree) {
    return flatten(tree).leaves();
  }

  /**
   * The path of each array, such as {@code hidden.w}, and the array, in order. As {@code
   * jax.tree.leaves_with_path}.
   */
  public static List<Tuple2<String, Array>> leavesWithPath(@Nullable Object tree) {
    Flat flat = flatten(tree);
    List<String> paths = flat.def.paths();
    List<Tuple2<String, Array>> leaves = new ArrayList<>(paths.size());
    for (int i = 0; i < paths.size(); i++) {
      leaves.add(new Tuple2<>(paths.get(i), flat.leaves.get(i)));
    }
    return Collections.unmodifiableList(leaves);
  }

  /**
   * Whether no element of any array of a tree is false or zero, as a BOOL scalar; true if there is
   * no array. As {@code jax.tree.all}, whose leaves are scalars.
   */
  public static Array all(@Nullable Object tree) {
    return reduce((so, leaf) -> so.and(leaf.all()), Np.array(true), tree);
  }

  /**
   * A tree as one vector, and the way back.
   *
   * @param vector the elements of all arrays, in order, in the element type that the arrays meet in
   * @param unravel from a vector of as many elements to the tree; it has the arrays' own element
   *     types if they differ, else that of the vector
   */
  public record Raveled<T extends @Nullable Object>(Array vector, Function1<Array, T> unravel) {}

  /** A tree as one vector, and the way back. As {@code jax.flatten_util.ravel_pytree}. */
  public static <T extends @Nullable Object> Raveled<T> ravel(T tree) {
    return TreeVector.ravel(tree);
  }

  /**
   * The tree whose structure is {@code outer} with {@code inner} in the place of each array, turned
   * inside out: {@code inner} with {@code outer} in the place of each array. As {@code
   * jax.tree.transpose}.
   *
   * @param <T> the type of the result, which is not checked
   * @throws TreeException if the tree is of another structure
   */
  // As in TreeDef.unflatten: the caller knows what the result is.
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public static <T extends @Nullable Object> T transpose(
      TreeDef outer, TreeDef inner, @Nullable Object tree) {
    Flat flat = flatten(tree);
    outer
        .compose(inner)
        .difference(flat.def)
        .ifPresent(
            d -> {
              throw new TreeException("Tree.transpose: the tree has another structure, at " + d);
            });
    List<Array> turned = new ArrayList<>(flat.leaves.size());
    for (int i = 0; i < inner.leafCount(); i++) {
      for (int o = 0; o < outer.leafCount(); o++) {
        turned.add(flat.leaves.get(o * inner.leafCount() + i));
      }
    }
    return inner.compose(outer).unflatten(turned);
  }

  /** The structure of a tree. */
  public static TreeDef structure(@Nullable Object tree) {
    return flatten(tree).def();
  }

  /** The tree with {@code f} of each array in its place. */
  public static <T extends @Nullable Object> T map(
      Function1<? super Array, ? extends Array> f, T tree) {
    Flat flat = flatten(tree);
    List<Array> results = new ArrayList<>(flat.leaves.size());
    for (Array leaf : flat.leaves) {
      results.add(f.apply(leaf));
    }
    return flat.def.unflatten(results);
  }

  /** {@link #map} whose function also gets the path of each array, such as {@code hidden.w}. */
  public static <T extends @Nullable Object> T mapWithPath(
      Function2<? super String, ? super Array, ? extends Array> f, T tree) {
    Flat flat = flatten(tree);
    List<String> paths = flat.def.paths();
    List<Array> results = new ArrayList<>(paths.size());
    for (int i = 0; i < paths.size(); i++) {
      results.add(f.apply(paths.get(i), flat.leaves.get(i)));
    }
    return flat.def.unflatten(results);
  }

  /**
   * The tree with {@code f} of the two arrays that have the same place in {@code a} and {@code b}.
   *
   * @throws TreeException that names the first place where the structures of the two differ
   */
  public static <T extends @Nullable Object> T map2(
      Function2<? super Array, ? super Array, ? extends Array> f, T a, T b) {
    Flat flat = flatten(a);
    List<Array> second = leavesLike(flat.def, b, 2);
    List<Array> results = new ArrayList<>(second.size());
    for (int i = 0; i < second.size(); i++) {
      results.add(f.apply(flat.leaves.get(i), second.get(i)));
    }
    return flat.def.unflatten(results);
  }

  /** {@link #map2} of three trees. */
  public static <T extends @Nullable Object> T map3(
      Function3<? super Array, ? super Array, ? super Array, ? extends Array> f, T a, T b, T c) {
    Flat flat = flatten(a);
    List<Array> second = leavesLike(flat.def, b, 2);
    List<Array> third = leavesLike(flat.def, c, 3);
    List<Array> results = new ArrayList<>(third.size());
    for (int i = 0; i < third.size(); i++) {
      results.add(f.apply(flat.leaves.get(i), second.get(i), third.get(i)));
    }
    return flat.def.unflatten(results);
  }

  /**
   * {@link #map2} of one or more trees: {@code f} gets the arrays of one place, in the order of the
   * trees.
   */
  public static <T extends @Nullable Object> T mapN(
      Function1<? super List<Array>, ? extends Array> f, List<? extends T> trees) {
    if (trees.isEmpty()) {
      throw new TreeException("Tree.mapN needs at least one tree");
    }
    Flat flat = flatten(trees.getFirst());
    List<List<Array>> columns = new ArrayList<>(trees.size());
    columns.add(flat.leaves);
    for (int k = 1; k < trees.size(); k++) {
      columns.add(leavesLike(flat.def, trees.get(k), k + 1));
    }
    List<Array> results = new ArrayList<>(flat.leaves.size());
    for (int i = 0; i < flat.leaves.size(); i++) {
      List<Array> row = new ArrayList<>(columns.size());
      for (List<Array> column : columns) {
        row.add(column.get(i));
      }
      results.add(f.apply(Collections.unmodifiableList(row)));
    }
    return flat.def.unflatten(results);
  }

  private static List<Array> leavesLike(TreeDef def, @Nullable Object tree, int number) {
    ArrayList<Array> leaves = new ArrayList<>(def.leafCount());
    if (!def.matches(tree, leaves)) {
      throw new TreeException(
          "the trees must have the same structure; the first and number "
              + number
              + " differ "
              + def.difference(structure(tree))
                  .map(d -> d.startsWith("at ") ? d : "at " + d)
                  .orElse(""));
    }
    return leaves;
  }

  /** {@code f(... f(f(zero, leaf 0), leaf 1) ...)}. */
  public static <A extends @Nullable Object> A reduce(
      Function2<? super A, ? super Array, ? extends A> f, A zero, @Nullable Object tree) {
    A result = zero;
    for (Array leaf : leaves(tree)) {
      result = f.apply(result, leaf);
    }
    return result;
  }

  /**
   * A part of a tree to be replaced in a copy: {@code Tree.at(net, Mlp::out).set(newOut)}, {@code
   * Tree.at(net, n -> n.layers().get(2).w()).update(w -> w.mul(2))}. Records have no {@code with};
   * this is it, for all trees. As {@code equinox.tree_at}.
   *
   * <p>The accessor is called once, with a copy of the tree in which each array and each container
   * is an object of its own, and the part is the one that it returns. So it must return a part as
   * it is, not something computed from it. Static values have no such identity: one that is equal
   * to another in the same tree is found only if they are the same part.
   *
   * {@snippet class="org.juxta.tests.snippets.TreeSnippets" region="at"}
   *
   * @throws TreeException if the accessor does not return a part of the tree, or a static value
   *     that stands in several places
   */
  public static <T extends @Nullable Object, V extends @Nullable Object> TreeAt<T, V> at(
      T tree, Function1<? super T, ? extends V> accessor) {
    return TreeAt.find(tree, accessor);
  }
}

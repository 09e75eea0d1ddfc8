package org.juxta;

import io.vavr.Function1;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.Ints;

/**
 * A part of a tree, found by {@link Tree#at}.
 *
 * @param <T> the tree
 * @param <V> the part
 */
public final class TreeAt<T extends @Nullable Object, V extends @Nullable Object> {
  private final T tree;
  private final TreeNode root;
  private final Place place;

  private TreeAt(T tree, TreeNode root, Place place) {
    this.tree = tree;
    this.root = root;
    this.place = place;
  }

  /** A place in a tree: which child to take at each branch, and how that is written. */
  private record Place(Ints indices, String path) {
    static final Place ROOT = new Place(Ints.of(), "");

    Place child(int i, TreeContainer container) {
      return new Place(indices.insert(indices.size(), i), path + container.step(i));
    }
  }

  static <T extends @Nullable Object, V extends @Nullable Object> TreeAt<T, V> find(
      T tree, Function1<? super T, ? extends V> accessor) {
    Tree.Flat flat = Tree.flatten(tree);
    List<Array> copies = new ArrayList<>(flat.leaves().size());
    for (Array leaf : flat.leaves()) {
      copies.add(Array.of(leaf.value()));
    }
    T probe = flat.def().unflatten(copies);
    Object found = accessor.apply(probe);
    List<Place> places = new ArrayList<>();
    // The structure of the copy may be another than that of the tree, if a constructor changes what
    // it is given.
    search(Tree.structure(probe).root(), probe, found, Place.ROOT, places);
    if (places.isEmpty()) {
      throw new TreeException(
          "Tree.at: the accessor gives "
              + describe(found)
              + ", which is no part of "
              + flat.def()
              + ": it must return a component or an element as it is");
    }
    if (places.size() > 1) {
      throw new TreeException(
          "Tree.at: the accessor gives "
              + describe(found)
              + ", which stands at "
              + String.join(" and ", places.stream().map(p -> TreePath.tidy(p.path)).toList())
              + ": which is meant can't be told; name a part around it, or call the constructor");
    }
    return new TreeAt<>(tree, flat.def().root(), places.getFirst());
  }

  private static String describe(@Nullable Object value) {
    return value instanceof Array array ? "an Array " + array.type() : String.valueOf(value);
  }

  // A part is found by its identity: the copy was made so that each part has one.
  @SuppressWarnings("ReferenceEquality")
  private static void search(
      TreeNode node,
      @Nullable Object value,
      @Nullable Object found,
      Place place,
      List<Place> places) {
    switch (node) {
      case TreeNode.Leaf _ -> {
        if (value == found) {
          places.add(place);
        }
      }
      case TreeNode.Static fixed -> {
        if (fixed.holds(found)) {
          places.add(place);
        }
      }
      case TreeNode.Branch branch -> {
        if (value == found) {
          places.add(place);
          return;
        }
        @Nullable Object[] parts = branch.container.parts(value);
        for (int i = 0; i < parts.length; i++) {
          search(branch.children[i], parts[i], found, place.child(i, branch.container), places);
        }
      }
    }
  }

  /** The part itself. */
  // The part that the accessor returns is a V.
  @SuppressWarnings("unchecked")
  public V get() {
    Object part = tree;
    TreeNode node = root;
    for (int k = 0; k < place.indices.size(); k++) {
      TreeNode.Branch branch = (TreeNode.Branch) node;
      int i = place.indices.get(k);
      part = branch.container.parts(part)[i];
      node = branch.children[i];
    }
    return (V) part;
  }

  /** A copy of the tree with {@code part} in this place and all else as it is. */
  // A tree with a V in the place of a V is a T.
  @SuppressWarnings("unchecked")
  public T set(V part) {
    return (T) replace(root, tree, part, 0);
  }

  /** {@link #set} of {@code f} of the part. */
  public T update(Function1<? super V, ? extends V> f) {
    return set(f.apply(get()));
  }

  private @Nullable Object replace(
      TreeNode node, @Nullable Object value, @Nullable Object part, int depth) {
    if (depth == place.indices.size()) {
      return part;
    }
    TreeNode.Branch branch = (TreeNode.Branch) node;
    int i = place.indices.get(depth);
    @Nullable Object[] parts = branch.container.parts(value);
    parts[i] = replace(branch.children[i], parts[i], part, depth + 1);
    return branch.container.build(parts);
  }

  /** Where the part is, such as {@code hidden.w}. */
  public String path() {
    return TreePath.tidy(place.path);
  }
}

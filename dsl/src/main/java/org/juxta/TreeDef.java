package org.juxta;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The structure of a tree without its arrays: which containers, records, map keys and static values
 * it has, and where its arrays are. Equal by value, with a cached hash: made to be part of a key.
 * Matches {@code jax.tree_util.PyTreeDef}.
 */
public final class TreeDef {
  static final TreeDef LEAF = new TreeDef(TreeNode.Leaf.INSTANCE);

  private final TreeNode root;

  TreeDef(TreeNode root) {
    this.root = root;
  }

  TreeNode root() {
    return root;
  }

  /** The number of arrays. */
  public int leafCount() {
    return root.leafCount;
  }

  /**
   * Whether {@code tree} has exactly this structure: the same as {@code
   * Tree.flatten(tree).def().equals(this)}, without making a structure.
   *
   * @param leaves gets the arrays of {@code tree} appended if so, and is as before if not
   */
  public boolean matches(@Nullable Object tree, List<Array> leaves) {
    int mark = leaves.size();
    if (root.match(tree, leaves)) {
      return true;
    }
    leaves.subList(mark, leaves.size()).clear();
    return false;
  }

  /**
   * A tree of this structure with these arrays in it. A java.util.List or Map in it can't be
   * changed.
   *
   * @param <T> the type of the trees of this structure, which is not checked
   * @throws TreeException if there are more or fewer arrays than {@link #leafCount}
   */
  // Who holds the structure of a T knows that a T comes of it; the return type saves each caller a
  // cast.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T extends @Nullable Object> T unflatten(List<? extends Array> leaves) {
    if (leaves.size() != root.leafCount) {
      throw new TreeException(
          leaves.size() + " arrays given for the " + root.leafCount + " of " + this);
    }
    return (T) root.build(leaves, 0);
  }

  /**
   * The path of each array, in order: {@code hidden.w}, {@code [2]}, {@code ["a"]}; empty for a
   * lone array.
   */
  public List<String> paths() {
    List<String> paths = new ArrayList<>(root.leafCount);
    root.addPaths("", paths);
    return List.copyOf(paths);
  }

  /** The path of array {@code leaf}. */
  public String path(int leaf) {
    return paths().get(leaf);
  }

  /**
   * The structure with a tree of structure {@code inner} in the place of each array. As {@code
   * jax.tree_util.PyTreeDef.compose}.
   */
  public TreeDef compose(TreeDef inner) {
    return new TreeDef(root.compose(inner.root));
  }

  /**
   * The first place where {@code other} is different, and what is there in each; empty if the two
   * are equal.
   */
  public Optional<String> difference(TreeDef other) {
    return Optional.ofNullable(root.difference("", other.root));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof TreeDef that && root.equals(that.root));
  }

  @Override
  public int hashCode() {
    return root.hashCode();
  }

  /** Such as {@code Mlp(hidden=Dense(w=Array, b=Array), units=3)}. */
  @Override
  public String toString() {
    return root.toString();
  }
}

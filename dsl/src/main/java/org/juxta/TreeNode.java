package org.juxta;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The structure of a tree or of a part of it: where its arrays are and all that is not an array.
 * Immutable, equal by value, with the hash and the number of leaves computed once.
 */
abstract sealed class TreeNode {
  final int leafCount;
  private final int hash;

  /**
   * Whether a cache may hold on to this node: what hangs on a lambda (and what it captured) is not
   * ours to keep alive.
   */
  final boolean keepable;

  private TreeNode(int leafCount, int hash, boolean keepable) {
    this.leafCount = leafCount;
    this.hash = hash;
    this.keepable = keepable;
  }

  /**
   * Whether {@code tree} has exactly this structure; if so its arrays have been appended to {@code
   * leaves}, if not some of them may have been.
   */
  abstract boolean match(@Nullable Object tree, List<Array> leaves);

  /** A tree of this structure with the arrays {@code leaves[from], leaves[from + 1], ...}. */
  abstract @Nullable Object build(List<? extends Array> leaves, int from);

  /** Appends the path of each leaf, given that of this node. */
  abstract void addPaths(String path, List<String> paths);

  /** The first difference to {@code other} in reading order, or null if the two are equal. */
  abstract @Nullable String difference(String path, TreeNode other);

  /** This structure with {@code inner} in the place of each leaf. */
  abstract TreeNode compose(TreeNode inner);

  @Override
  public abstract boolean equals(@Nullable Object other);

  @Override
  public final int hashCode() {
    return hash;
  }

  private static String differ(String path, TreeNode here, TreeNode there) {
    return (path.isEmpty() ? "at the root" : TreePath.tidy(path))
        + ": "
        + here
        + " here, "
        + there
        + " there";
  }

  /** An array. */
  static final class Leaf extends TreeNode {
    static final Leaf INSTANCE = new Leaf();

    private Leaf() {
      super(1, 1, true);
    }

    @Override
    boolean match(@Nullable Object tree, List<Array> leaves) {
      return tree instanceof Array array && leaves.add(array);
    }

    @Override
    Object build(List<? extends Array> leaves, int from) {
      return leaves.get(from);
    }

    @Override
    void addPaths(String path, List<String> paths) {
      paths.add(TreePath.tidy(path));
    }

    @Override
    @Nullable String difference(String path, TreeNode other) {
      return equals(other) ? null : differ(path, this, other);
    }

    @Override
    TreeNode compose(TreeNode inner) {
      return inner;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public String toString() {
      return "Array";
    }
  }

  /**
   * A value that is no array: part of the structure, compared by {@code equals} among values of one
   * class.
   */
  static final class Static extends TreeNode {
    static final Static NULL = new Static(null, true);

    private final @Nullable Object value;

    Static(@Nullable Object value, boolean keepable) {
      super(0, 31 + Objects.hashCode(value), keepable);
      this.value = value;
    }

    @Nullable Object value() {
      return value;
    }

    boolean holds(@Nullable Object other) {
      return Objects.equals(value, other)
          && (value == null
              || other == null
              || value.getClass() == other.getClass()
              // Sets are kept as a copy, of another class than theirs.
              || (value instanceof Set<?> && other instanceof Set<?>));
    }

    @Override
    boolean match(@Nullable Object tree, List<Array> leaves) {
      return holds(tree);
    }

    @Override
    @Nullable Object build(List<? extends Array> leaves, int from) {
      return value;
    }

    @Override
    void addPaths(String path, List<String> paths) {}

    @Override
    @Nullable String difference(String path, TreeNode other) {
      return equals(other) ? null : differ(path, this, other);
    }

    @Override
    TreeNode compose(TreeNode inner) {
      return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof Static that && hashCode() == that.hashCode() && holds(that.value));
    }

    @Override
    public String toString() {
      return value instanceof CharSequence ? "\"" + value + "\"" : String.valueOf(value);
    }
  }

  /** A container and the structures of its parts. */
  static final class Branch extends TreeNode {
    final TreeContainer container;
    final TreeNode[] children;

    Branch(TreeContainer container, TreeNode[] children) {
      super(
          leavesOf(children),
          31 * container.hashCode() + Arrays.hashCode(children),
          allKeepable(children));
      this.container = container;
      this.children = children;
    }

    private static int leavesOf(TreeNode[] children) {
      int count = 0;
      for (TreeNode child : children) {
        count += child.leafCount;
      }
      return count;
    }

    private static boolean allKeepable(TreeNode[] children) {
      for (TreeNode child : children) {
        if (!child.keepable) {
          return false;
        }
      }
      return true;
    }

    @Override
    boolean match(@Nullable Object tree, List<Array> leaves) {
      return tree != null && container.match(tree, children, leaves);
    }

    @Override
    Object build(List<? extends Array> leaves, int from) {
      @Nullable Object[] parts = new Object[children.length];
      int next = from;
      for (int i = 0; i < parts.length; i++) {
        parts[i] = children[i].build(leaves, next);
        next += children[i].leafCount;
      }
      return container.build(parts);
    }

    @Override
    void addPaths(String path, List<String> paths) {
      for (int i = 0; i < children.length; i++) {
        children[i].addPaths(path + container.step(i), paths);
      }
    }

    @Override
    @Nullable String difference(String path, TreeNode other) {
      if (!(other instanceof Branch that)
          || !container.equals(that.container)
          || children.length != that.children.length) {
        return differ(path, this, other);
      }
      for (int i = 0; i < children.length; i++) {
        String difference = children[i].difference(path + container.step(i), that.children[i]);
        if (difference != null) {
          return difference;
        }
      }
      return null;
    }

    @Override
    TreeNode compose(TreeNode inner) {
      return new Branch(
          container, Arrays.stream(children).map(c -> c.compose(inner)).toArray(TreeNode[]::new));
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof Branch that
              && hashCode() == that.hashCode()
              && container.equals(that.container)
              && Arrays.equals(children, that.children));
    }

    @Override
    public String toString() {
      return container.toString(children);
    }
  }
}

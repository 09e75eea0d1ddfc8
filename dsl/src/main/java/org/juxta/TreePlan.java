package org.juxta;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What to do with the values of one class, found once for each class ({@link TreeClasses}). */
sealed interface TreePlan {

  /** The structure of {@code tree}, whose arrays are appended to {@code leaves}. */
  TreeNode flatten(Object tree, List<Array> leaves);

  static TreeNode flattenAny(@Nullable Object tree, List<Array> leaves) {
    if (tree instanceof Array array) {
      leaves.add(array);
      return TreeNode.Leaf.INSTANCE;
    }
    return tree == null
        ? TreeNode.Static.NULL
        : TreeClasses.planOf(tree.getClass()).flatten(tree, leaves);
  }

  static TreeNode.Branch flattenParts(
      TreeContainer container, @Nullable Object[] parts, List<Array> leaves) {
    TreeNode[] children = new TreeNode[parts.length];
    for (int i = 0; i < children.length; i++) {
      try {
        children[i] = flattenAny(parts[i], leaves);
      } catch (TreeRefusal refusal) {
        throw refusal.under(container.step(i));
      }
    }
    return new TreeNode.Branch(container, children);
  }

  /** Refuses a value that has arrays in it or can't be compared. */
  static void checkStatic(@Nullable Object value, String what) {
    ArrayList<Array> leaves = new ArrayList<>();
    flattenAny(value, leaves);
    if (!leaves.isEmpty()) {
      throw new TreeRefusal("an Array can't be (part of) " + what);
    }
  }

  /** Containers whose kind is known by their class. */
  record Contained(TreeContainer container) implements TreePlan {
    @Override
    public TreeNode flatten(Object tree, List<Array> leaves) {
      return flattenParts(container, container.parts(tree), leaves);
    }
  }

  /** Records and tuples: mostly of the structure that the last one of the class had. */
  final class Product implements TreePlan {
    private final TreeProduct container;

    /** A hint. A race is harmless: nodes are immutable. */
    private TreeNode.@Nullable Branch last;

    Product(TreeProduct container) {
      this.container = container;
    }

    @Override
    public TreeNode flatten(Object tree, List<Array> leaves) {
      TreeNode.Branch hint = last;
      int mark = leaves.size();
      if (hint != null) {
        if (hint.match(tree, leaves)) {
          return hint;
        }
        leaves.subList(mark, leaves.size()).clear();
      }
      TreeNode.Branch node = flattenParts(container, container.parts(tree), leaves);
      if (node.keepable) {
        last = node;
      }
      return node;
    }
  }

  /** Maps: the keys belong to the structure. */
  enum Mapping implements TreePlan {
    JAVA,
    VAVR;

    @Override
    public TreeNode flatten(Object tree, List<Array> leaves) {
      TreeMapping mapping =
          switch (this) {
            case JAVA -> TreeMapping.of((java.util.Map<?, ?>) tree);
            case VAVR -> TreeMapping.of((io.vavr.collection.Map<?, ?>) tree);
          };
      return flattenParts(mapping, mapping.parts(tree), leaves);
    }
  }

  /**
   * Values that belong to the structure.
   *
   * @param keepable whether a cache may keep one alive
   */
  record Fixed(boolean keepable) implements TreePlan {
    @Override
    public TreeNode flatten(Object tree, List<Array> leaves) {
      return new TreeNode.Static(tree, keepable);
    }
  }

  /** Sets of static values: a set is a static value itself, and copied if it might change. */
  enum StaticSet implements TreePlan {
    INSTANCE;

    @Override
    public TreeNode flatten(Object tree, List<Array> leaves) {
      for (Object element : (Iterable<?>) tree) {
        checkStatic(element, "a set: use a list");
      }
      Object kept =
          tree instanceof Set<?> set ? Collections.unmodifiableSet(new LinkedHashSet<>(set)) : tree;
      return new TreeNode.Static(kept, true);
    }
  }

  /** Values that can't be in a tree. */
  record Refused(String problem) implements TreePlan {
    @Override
    public TreeNode flatten(Object tree, List<Array> leaves) {
      throw new TreeRefusal(problem);
    }
  }
}

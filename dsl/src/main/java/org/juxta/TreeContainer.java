package org.juxta;

import io.vavr.collection.Queue;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of container is taken apart and put together. Two containers of a kind are equal.
 */
abstract sealed class TreeContainer
    permits TreeContainer.Sequence,
        TreeContainer.Choice,
        TreeContainer.ObjectArray,
        TreeContainer.Arguments,
        TreeProduct,
        TreeMapping {

  /** As {@link TreeNode#match}, for a container with parts of these structures. */
  abstract boolean match(Object tree, TreeNode[] children, List<org.juxta.Array> leaves);

  /** The parts of a tree of this kind, in order. */
  abstract @Nullable Object[] parts(Object tree);

  /** A tree of these parts; takes the array over. */
  abstract Object build(@Nullable Object[] parts);

  /** The step of a path from the container to its part {@code i}. */
  abstract String step(int i);

  /** The name of the kind. */
  abstract String name();

  /** The structure of a whole container as one reads it. */
  String toString(TreeNode[] children) {
    return IntStream.range(0, children.length)
        .mapToObj(i -> label(i) + children[i])
        .collect(Collectors.joining(", ", name() + "(", ")"));
  }

  /** What is written before part {@code i}. */
  String label(int i) {
    return "";
  }

  private static @Nullable Object[] toArray(Iterable<?> parts) {
    List<@Nullable Object> result = new ArrayList<>();
    parts.forEach(result::add);
    return result.toArray();
  }

  private static boolean matchAll(
      Iterator<?> parts, TreeNode[] children, List<org.juxta.Array> leaves) {
    for (TreeNode child : children) {
      if (!parts.hasNext() || !child.match(parts.next(), leaves)) {
        return false;
      }
    }
    return !parts.hasNext();
  }

  /** Lists of any length. */
  static final class Sequence extends TreeContainer {
    /** Every java.util.List is one kind, and comes back as a list that can't be changed. */
    static final Sequence JAVA_LIST =
        new Sequence(
            "List", List.class, parts -> Collections.unmodifiableList(Arrays.asList(parts)));

    static final Sequence LIST =
        new Sequence(
            "List",
            io.vavr.collection.List.class,
            parts -> io.vavr.collection.List.ofAll(Arrays.asList(parts)));
    static final Sequence VECTOR =
        new Sequence("Vector", Vector.class, parts -> Vector.ofAll(Arrays.asList(parts)));
    static final Sequence ARRAY =
        new Sequence(
            "Array",
            io.vavr.collection.Array.class,
            parts -> io.vavr.collection.Array.ofAll(Arrays.asList(parts)));
    static final Sequence QUEUE =
        new Sequence("Queue", Queue.class, parts -> Queue.ofAll(Arrays.asList(parts)));

    private final String name;
    private final Class<?> type;
    private final Function<@Nullable Object[], Object> builder;

    private Sequence(String name, Class<?> type, Function<@Nullable Object[], Object> builder) {
      this.name = name;
      this.type = type;
      this.builder = builder;
    }

    @Override
    boolean match(Object tree, TreeNode[] children, List<org.juxta.Array> leaves) {
      return type.isInstance(tree) && matchAll(((Iterable<?>) tree).iterator(), children, leaves);
    }

    @Override
    @Nullable Object[] parts(Object tree) {
      return toArray((Iterable<?>) tree);
    }

    @Override
    Object build(@Nullable Object[] parts) {
      return builder.apply(parts);
    }

    @Override
    String step(int i) {
      return TreePath.index(i);
    }

    @Override
    String name() {
      return name;
    }
  }

  /** A value or none. */
  static final class Choice extends TreeContainer {
    static final Choice OPTION =
        new Choice(
            "Option",
            Option.class,
            tree -> (Option<?>) tree,
            parts -> parts.length == 0 ? Option.none() : Option.some(parts[0]));
    static final Choice OPTIONAL =
        new Choice(
            "Optional",
            Optional.class,
            tree -> ((Optional<?>) tree).<List<?>>map(List::of).orElse(List.of()),
            parts -> parts.length == 0 ? Optional.empty() : Optional.ofNullable(parts[0]));

    private final String name;
    private final Class<?> type;
    private final Function<Object, Iterable<?>> content;
    private final Function<@Nullable Object[], Object> builder;

    private Choice(
        String name,
        Class<?> type,
        Function<Object, Iterable<?>> content,
        Function<@Nullable Object[], Object> builder) {
      this.name = name;
      this.type = type;
      this.content = content;
      this.builder = builder;
    }

    @Override
    boolean match(Object tree, TreeNode[] children, List<org.juxta.Array> leaves) {
      return type.isInstance(tree) && matchAll(content.apply(tree).iterator(), children, leaves);
    }

    @Override
    @Nullable Object[] parts(Object tree) {
      return toArray(content.apply(tree));
    }

    @Override
    Object build(@Nullable Object[] parts) {
      return builder.apply(parts);
    }

    @Override
    String step(int i) {
      return ".get()";
    }

    @Override
    String name() {
      return name;
    }
  }

  /** A Java array of objects; its kind is its class. */
  static final class ObjectArray extends TreeContainer {
    private final Class<?> type;

    ObjectArray(Class<?> type) {
      this.type = type;
    }

    @Override
    boolean match(Object tree, TreeNode[] children, List<org.juxta.Array> leaves) {
      return tree.getClass() == type && matchParts((Object[]) tree, children, leaves);
    }

    static boolean matchParts(
        @Nullable Object[] parts, TreeNode[] children, List<org.juxta.Array> leaves) {
      if (parts.length != children.length) {
        return false;
      }
      for (int i = 0; i < parts.length; i++) {
        if (!children[i].match(parts[i], leaves)) {
          return false;
        }
      }
      return true;
    }

    @Override
    @Nullable Object[] parts(Object tree) {
      return Arrays.copyOf((Object[]) tree, ((Object[]) tree).length, Object[].class);
    }

    @Override
    Object build(@Nullable Object[] parts) {
      Object[] result = (Object[]) Array.newInstance(type.getComponentType(), parts.length);
      for (int i = 0; i < parts.length; i++) {
        if (parts[i] != null && !type.getComponentType().isInstance(parts[i])) {
          throw new TreeException(
              TreePath.index(i)
                  + ": a "
                  + type.getSimpleName()
                  + " can't hold a "
                  + parts[i].getClass().getName());
        }
      }
      System.arraycopy(parts, 0, result, 0, parts.length);
      return result;
    }

    @Override
    String step(int i) {
      return TreePath.index(i);
    }

    @Override
    String name() {
      return type.getSimpleName();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ObjectArray that && type == that.type;
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(type);
    }
  }

  /** The arguments of a call, as an {@code Object[]}. */
  static final class Arguments extends TreeContainer {
    static final Arguments INSTANCE = new Arguments();

    private Arguments() {}

    @Override
    boolean match(Object tree, TreeNode[] children, List<org.juxta.Array> leaves) {
      return tree instanceof Object[] parts && ObjectArray.matchParts(parts, children, leaves);
    }

    @Override
    @Nullable Object[] parts(Object tree) {
      return ((Object[]) tree).clone();
    }

    @Override
    Object build(@Nullable Object[] parts) {
      return parts;
    }

    @Override
    String step(int i) {
      return TreePath.argument(i);
    }

    @Override
    String name() {
      return "";
    }
  }
}

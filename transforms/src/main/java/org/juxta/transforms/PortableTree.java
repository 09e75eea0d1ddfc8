package org.juxta.transforms;

import io.vavr.Tuple;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Tree;

/**
 * The structure of a tree as a file can hold it: records by the names of their classes, static
 * values that have a text. Where a record's class is not there when a tree is put together, a map
 * of its components takes its place.
 */
sealed interface PortableTree {
  /** An array. */
  record Leaf() implements PortableTree {}

  /** A static value: null, a truth value, a number or a string. */
  record Constant(@Nullable Object value) implements PortableTree {}

  /** Parts without names. */
  record Items(Kind kind, List<PortableTree> parts) implements PortableTree {}

  /** Parts with names: a map, or a record of that class. */
  record Entries(Kind kind, String type, List<String> names, List<PortableTree> parts)
      implements PortableTree {}

  /** What a container is. */
  enum Kind {
    LIST,
    VAVR_LIST,
    VECTOR,
    TUPLE,
    OPTION,
    OPTIONAL,
    MAP,
    VAVR_MAP,
    RECORD
  }

  /** The structure of a tree, unless it has parts that a file can't hold. */
  static Optional<PortableTree> of(@Nullable Object tree) {
    List<Array> leaves = new ArrayList<>();
    Optional<PortableTree> described = Optional.ofNullable(describe(tree, leaves));
    return described.filter(_ -> same(leaves, Tree.leaves(tree)));
  }

  private static boolean same(List<Array> a, List<Array> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i) != b.get(i)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable PortableTree describe(@Nullable Object tree, List<Array> leaves) {
    return switch (tree) {
      case null -> new Constant(null);
      case Array array -> {
        leaves.add(array);
        yield new Leaf();
      }
      case Boolean _, Integer _, Long _, Float _, Double _, String _ -> new Constant(tree);
      case List<?> list -> items(Kind.LIST, list, leaves);
      case io.vavr.collection.List<?> list -> items(Kind.VAVR_LIST, list, leaves);
      case Vector<?> vector -> items(Kind.VECTOR, vector, leaves);
      case Tuple tuple -> items(Kind.TUPLE, tuple.toSeq(), leaves);
      case Option<?> option -> items(Kind.OPTION, option, leaves);
      case Optional<?> optional -> items(Kind.OPTIONAL, optional.stream().toList(), leaves);
      case Map<?, ?> map -> entries(Kind.MAP, ordered(map), leaves);
      case io.vavr.collection.Map<?, ?> map -> entries(Kind.VAVR_MAP, ordered(map), leaves);
      case Record record -> product(record, leaves);
      default -> null;
    };
  }

  private static @Nullable PortableTree items(Kind kind, Iterable<?> parts, List<Array> leaves) {
    List<PortableTree> described = new ArrayList<>();
    for (Object part : parts) {
      PortableTree child = describe(part, leaves);
      if (child == null) {
        return null;
      }
      described.add(child);
    }
    return new Items(kind, described);
  }

  private static Map<?, ?> ordered(Map<?, ?> map) {
    return map instanceof SequencedMap ? map : new TreeMap<>(map);
  }

  private static Map<?, ?> ordered(io.vavr.collection.Map<?, ?> map) {
    Map<Object, @Nullable Object> copy = new java.util.LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(key, value));
    return map instanceof io.vavr.collection.HashMap ? new TreeMap<>(copy) : copy;
  }

  private static @Nullable PortableTree entries(Kind kind, Map<?, ?> map, List<Array> leaves) {
    List<String> names = new ArrayList<>();
    for (Object key : map.keySet()) {
      if (!(key instanceof String name)) {
        return null;
      }
      names.add(name);
    }
    return items(Kind.LIST, map.values(), leaves) instanceof Items(Kind _, List<PortableTree> parts)
        ? new Entries(kind, "", names, parts)
        : null;
  }

  private static @Nullable PortableTree product(Record record, List<Array> leaves) {
    List<String> names = new ArrayList<>();
    List<@Nullable Object> parts = new ArrayList<>();
    try {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        names.add(component.getName());
        parts.add(accessor.invoke(record));
      }
    } catch (ReflectiveOperationException | RuntimeException _) {
      return null; // closed to us
    }
    return items(Kind.LIST, parts, leaves) instanceof Items(Kind _, List<PortableTree> described)
        ? new Entries(Kind.RECORD, record.getClass().getName(), names, described)
        : null;
  }

  /** The static values by their paths. */
  default void constants(String path, Map<String, @Nullable Object> into) {
    switch (this) {
      case Leaf() -> {}
      case Constant(Object value) -> into.put(path, value);
      case Items(Kind kind, List<PortableTree> parts) -> {
        for (int i = 0; i < parts.size(); i++) {
          parts.get(i).constants(path + step(kind, i), into);
        }
      }
      case Entries(Kind _, String _, List<String> names, List<PortableTree> parts) -> {
        for (int i = 0; i < parts.size(); i++) {
          parts.get(i).constants(path + "." + names.get(i), into);
        }
      }
    }
  }

  /** The paths of the arrays, as {@link Tree} has them. */
  default void paths(String path, List<String> into) {
    switch (this) {
      case Leaf() -> into.add(path);
      case Constant _ -> {}
      case Items(Kind kind, List<PortableTree> parts) -> {
        for (int i = 0; i < parts.size(); i++) {
          parts.get(i).paths(path + step(kind, i), into);
        }
      }
      case Entries(Kind kind, String _, List<String> names, List<PortableTree> parts) -> {
        for (int i = 0; i < parts.size(); i++) {
          String name = names.get(i);
          parts
              .get(i)
              .paths(path + (kind == Kind.RECORD ? "." + name : "[\"" + name + "\"]"), into);
        }
      }
    }
  }

  private static String step(Kind kind, int i) {
    return switch (kind) {
      case TUPLE -> "._" + (i + 1);
      case OPTION, OPTIONAL -> ".get()";
      case LIST, VAVR_LIST, VECTOR, MAP, VAVR_MAP, RECORD -> "[" + i + "]";
    };
  }

  /** A tree of this structure with the next arrays. */
  default @Nullable Object build(Iterator<Array> leaves, @Nullable ClassLoader classes) {
    return switch (this) {
      case Leaf() -> leaves.next();
      case Constant(Object value) -> value;
      case Items(Kind kind, List<PortableTree> parts) ->
          collect(kind, built(parts, leaves, classes));
      case Entries(Kind kind, String type, List<String> names, List<PortableTree> parts) ->
          collect(kind, type, names, built(parts, leaves, classes), classes);
    };
  }

  private static List<@Nullable Object> built(
      List<PortableTree> parts, Iterator<Array> leaves, @Nullable ClassLoader classes) {
    List<@Nullable Object> built = new ArrayList<>();
    for (PortableTree part : parts) {
      built.add(part.build(leaves, classes));
    }
    return built;
  }

  private static Object collect(Kind kind, List<@Nullable Object> p) {
    return switch (kind) {
      case LIST -> Collections.unmodifiableList(p);
      case VAVR_LIST -> io.vavr.collection.List.ofAll(p);
      case VECTOR -> Vector.ofAll(p);
      case OPTION -> p.isEmpty() ? Option.none() : Option.some(p.getFirst());
      case OPTIONAL -> p.isEmpty() ? Optional.empty() : Optional.ofNullable(p.getFirst());
      case TUPLE -> tuple(p);
      case MAP, VAVR_MAP, RECORD -> throw new ExportException("damaged: a " + kind + " of items");
    };
  }

  private static Object tuple(List<@Nullable Object> p) {
    return switch (p.size()) {
      case 0 -> Tuple.empty();
      case 1 -> Tuple.of(p.get(0));
      case 2 -> Tuple.of(p.get(0), p.get(1));
      case 3 -> Tuple.of(p.get(0), p.get(1), p.get(2));
      case 4 -> Tuple.of(p.get(0), p.get(1), p.get(2), p.get(3));
      case 5 -> Tuple.of(p.get(0), p.get(1), p.get(2), p.get(3), p.get(4));
      case 6 -> Tuple.of(p.get(0), p.get(1), p.get(2), p.get(3), p.get(4), p.get(5));
      case 7 -> Tuple.of(p.get(0), p.get(1), p.get(2), p.get(3), p.get(4), p.get(5), p.get(6));
      case 8 ->
          Tuple.of(p.get(0), p.get(1), p.get(2), p.get(3), p.get(4), p.get(5), p.get(6), p.get(7));
      default -> Collections.unmodifiableList(p); // Python's tuples may be longer
    };
  }

  private static Object collect(
      Kind kind,
      String type,
      List<String> names,
      List<@Nullable Object> parts,
      @Nullable ClassLoader classes) {
    Class<?> record = kind == Kind.RECORD ? recordNamed(type, names, classes) : null;
    if (record != null) {
      return make(record, parts);
    }
    java.util.LinkedHashMap<String, @Nullable Object> map = new java.util.LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      map.put(names.get(i), parts.get(i));
    }
    return kind == Kind.VAVR_MAP ? LinkedHashMap.ofAll(map) : Collections.unmodifiableMap(map);
  }

  /** The class of that name, if it is there and is a record of these components. */
  private static @Nullable Class<?> recordNamed(
      String type, List<String> names, @Nullable ClassLoader classes) {
    try {
      Class<?> found = Class.forName(type, false, classes);
      boolean same =
          found.isRecord()
              && Arrays.stream(found.getRecordComponents())
                  .map(RecordComponent::getName)
                  .toList()
                  .equals(names);
      return same ? found : null;
    } catch (ClassNotFoundException | LinkageError _) {
      return null;
    }
  }

  private static Object make(Class<?> record, List<@Nullable Object> parts) {
    Class<?>[] types =
        Arrays.stream(record.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = record.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(parts.toArray());
    } catch (InvocationTargetException e) {
      throw new ExportException(
          "the constructor of " + record.getName() + " refused: " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new ExportException(
          "no " + record.getName() + " can be made of the results: " + e.getMessage(), e);
    }
  }
}

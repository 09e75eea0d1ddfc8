package org.juxta;

import io.vavr.Tuple2;
import io.vavr.collection.HashMap;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Maps with certain keys in a certain order: the map's own where it has one, else that of the
 * sorted keys. The values are the parts.
 */
final class TreeMapping extends TreeContainer {
  enum Kind {
    /**
     * Every java.util.Map; comes back as one with the keys in this order, that can't be changed.
     */
    JAVA,
    HASH,
    LINKED,
    SORTED
  }

  private final Kind kind;
  private final List<Object> keys;
  private final @Nullable Comparator<Object> comparator;

  private TreeMapping(Kind kind, List<Object> keys, @Nullable Comparator<Object> comparator) {
    this.kind = kind;
    this.keys = keys;
    this.comparator = comparator;
  }

  static TreeMapping of(Map<?, ?> map) {
    return new TreeMapping(
        Kind.JAVA,
        map instanceof SequencedMap<?, ?> ? checked(map.keySet()) : sorted(map.keySet()),
        null);
  }

  static TreeMapping of(io.vavr.collection.Map<?, ?> map) {
    return switch (map) {
      case SortedMap<?, ?> sorted ->
          new TreeMapping(Kind.SORTED, checked(sorted.keySet()), comparatorOf(sorted));
      case LinkedHashMap<?, ?> linked ->
          new TreeMapping(Kind.LINKED, checked(linked.keySet()), null);
      default -> new TreeMapping(Kind.HASH, sorted(map.keySet()), null);
    };
  }

  // A comparator of K is only ever given keys of the same map, and of its copies.
  @SuppressWarnings("unchecked")
  private static Comparator<Object> comparatorOf(SortedMap<?, ?> map) {
    return (Comparator<Object>) map.comparator();
  }

  private static List<Object> checked(Iterable<?> keys) {
    List<Object> result = new ArrayList<>();
    for (Object key : keys) {
      if (key == null) {
        throw new TreeRefusal("a map in a tree can't have a null key");
      }
      TreePlan.checkStatic(key, "a key of a map");
      result.add(key);
    }
    return result;
  }

  private static List<Object> sorted(Iterable<?> keys) {
    List<Object> result = checked(keys);
    if (result.size() > 1) {
      try {
        result.sort(null);
      } catch (ClassCastException _) {
        throw new TreeRefusal(
            "the keys of a map without an order of its own must be Comparable to one another, "
                + result.getFirst().getClass().getName()
                + " is not: use a LinkedHashMap or other keys");
      }
    }
    return result;
  }

  @Override
  boolean match(Object tree, TreeNode[] children, List<Array> leaves) {
    return switch (kind) {
      case JAVA ->
          tree instanceof Map<?, ?> map
              && map.size() == keys.size()
              && matchJava(map, children, leaves);
      case HASH ->
          tree instanceof HashMap<?, ?> map
              && map.size() == keys.size()
              && matchHash(map, children, leaves);
      case LINKED ->
          tree instanceof LinkedHashMap<?, ?> map
              && map.size() == keys.size()
              && matchOrdered(map, children, leaves);
      case SORTED ->
          tree instanceof SortedMap<?, ?> map
              && map.size() == keys.size()
              && Objects.equals(comparator, map.comparator())
              && matchOrdered(map, children, leaves);
    };
  }

  private boolean matchJava(Map<?, ?> map, TreeNode[] children, List<Array> leaves) {
    int i = 0;
    if (map instanceof SequencedMap<?, ?>) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (!keys.get(i).equals(entry.getKey()) || !children[i].match(entry.getValue(), leaves)) {
          return false;
        }
        i++;
      }
      return true;
    }
    for (Object key : keys) {
      Object value = map.get(key);
      if ((value == null && !map.containsKey(key)) || !children[i].match(value, leaves)) {
        return false;
      }
      i++;
    }
    return true;
  }

  // Any key may be looked up; one of another type than K is not found.
  @SuppressWarnings("unchecked")
  private boolean matchHash(HashMap<?, ?> map, TreeNode[] children, List<Array> leaves) {
    for (int i = 0; i < children.length; i++) {
      Option<Object> value = ((HashMap<Object, Object>) map).get(keys.get(i));
      if (value.isEmpty() || !children[i].match(value.get(), leaves)) {
        return false;
      }
    }
    return true;
  }

  private boolean matchOrdered(
      io.vavr.collection.Map<?, ?> map, TreeNode[] children, List<Array> leaves) {
    int i = 0;
    for (Tuple2<?, ?> entry : map) {
      if (!keys.get(i).equals(entry._1) || !children[i].match(entry._2, leaves)) {
        return false;
      }
      i++;
    }
    return true;
  }

  @Override
  @Nullable Object[] parts(Object tree) {
    @Nullable Object[] parts = new Object[keys.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] =
          tree instanceof Map<?, ?> map ? map.get(keys.get(i)) : vavrValue(tree, keys.get(i));
    }
    return parts;
  }

  // As in matchHash.
  @SuppressWarnings("unchecked")
  private static @Nullable Object vavrValue(Object map, Object key) {
    return ((io.vavr.collection.Map<Object, Object>) map).get(key).get();
  }

  @Override
  Object build(@Nullable Object[] parts) {
    if (kind == Kind.JAVA) {
      var map = new java.util.LinkedHashMap<Object, @Nullable Object>();
      for (int i = 0; i < parts.length; i++) {
        map.put(keys.get(i), parts[i]);
      }
      return Collections.unmodifiableSequencedMap(map);
    }
    var entries = new ArrayList<Tuple2<Object, @Nullable Object>>(parts.length);
    for (int i = 0; i < parts.length; i++) {
      entries.add(new Tuple2<>(keys.get(i), parts[i]));
    }
    return switch (kind) {
      case LINKED -> LinkedHashMap.ofEntries(entries);
      case SORTED -> TreeMap.ofEntries(Objects.requireNonNull(comparator), entries);
      case HASH, JAVA -> HashMap.ofEntries(entries);
    };
  }

  @Override
  String step(int i) {
    return TreePath.key(keys.get(i));
  }

  @Override
  String name() {
    return switch (kind) {
      case JAVA -> "Map";
      case HASH -> "HashMap";
      case LINKED -> "LinkedHashMap";
      case SORTED -> "TreeMap";
    };
  }

  @Override
  String label(int i) {
    return keys.get(i) + "=";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TreeMapping that
        && kind == that.kind
        && keys.equals(that.keys)
        && Objects.equals(comparator, that.comparator);
  }

  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + keys.hashCode();
  }
}

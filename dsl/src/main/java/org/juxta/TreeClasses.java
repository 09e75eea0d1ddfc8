package org.juxta;

import io.vavr.Tuple;
import io.vavr.collection.CharSeq;
import io.vavr.collection.HashMap;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Queue;
import io.vavr.collection.SortedMap;
import io.vavr.collection.Stream;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.Value;

/** Tells for each class what its values are in a tree: containers, static values, or refused. */
final class TreeClasses {
  private static final TreePlan STATIC = new TreePlan.Fixed(true);
  private static final TreePlan BEHAVIOUR = new TreePlan.Fixed(false);

  private static final ClassValue<TreePlan> PLANS =
      new ClassValue<>() {
        @Override
        protected TreePlan computeValue(Class<?> type) {
          return plan(type);
        }
      };

  private TreeClasses() {}

  static TreePlan planOf(Class<?> type) {
    return PLANS.get(type);
  }

  private static TreePlan plan(Class<?> type) {
    if (type.isArray()) {
      return arrayPlan(type);
    }
    if (type == Shape.class || type == ArrayType.class || type == Ints.class) {
      return STATIC;
    }
    if (type.isRecord()) {
      return recordPlan(type);
    }
    TreePlan plan = vavrPlan(type);
    if (plan == null) {
      plan = javaPlan(type);
    }
    return plan == null ? valuePlan(type) : plan;
  }

  private static TreePlan recordPlan(Class<?> type) {
    try {
      return new TreePlan.Product(TreeProduct.ofRecord(type));
    } catch (TreeRefusal refusal) {
      return new TreePlan.Refused(refusal.getMessage());
    }
  }

  private static TreePlan arrayPlan(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.componentType();
    }
    if (!element.isPrimitive()) {
      return new TreePlan.Contained(new TreeContainer.ObjectArray(type));
    }
    boolean numbers =
        element == float.class
            || element == double.class
            || element == int.class
            || element == long.class
            || element == boolean.class;
    return new TreePlan.Refused(
        "a "
            + type.getSimpleName()
            + " can change and has no equality by value: make it "
            + (numbers ? "an Array with Np.array(...)" : "an Array or a List"));
  }

  private static @Nullable TreePlan vavrPlan(Class<?> type) {
    if (Tuple.class.isAssignableFrom(type)) {
      return new TreePlan.Product(TreeProduct.ofTuple(type));
    }
    if (Option.class.isAssignableFrom(type)) {
      return new TreePlan.Contained(TreeContainer.Choice.OPTION);
    }
    if (type == CharSeq.class) {
      return STATIC;
    }
    if (io.vavr.collection.List.class.isAssignableFrom(type)) {
      return new TreePlan.Contained(TreeContainer.Sequence.LIST);
    }
    if (type == Vector.class) {
      return new TreePlan.Contained(TreeContainer.Sequence.VECTOR);
    }
    if (type == io.vavr.collection.Array.class) {
      return new TreePlan.Contained(TreeContainer.Sequence.ARRAY);
    }
    if (type == Queue.class) {
      return new TreePlan.Contained(TreeContainer.Sequence.QUEUE);
    }
    if (type == HashMap.class
        || type == LinkedHashMap.class
        || SortedMap.class.isAssignableFrom(type)) {
      return TreePlan.Mapping.VAVR;
    }
    if (io.vavr.collection.Set.class.isAssignableFrom(type)) {
      return TreePlan.StaticSet.INSTANCE;
    }
    if (Stream.class.isAssignableFrom(type)) {
      return new TreePlan.Refused("a Stream may have no end: make it a List with toList()");
    }
    return io.vavr.Value.class.isAssignableFrom(type) ? notAContainer(type) : null;
  }

  private static @Nullable TreePlan javaPlan(Class<?> type) {
    if (List.class.isAssignableFrom(type)) {
      return new TreePlan.Contained(TreeContainer.Sequence.JAVA_LIST);
    }
    if (Map.class.isAssignableFrom(type)) {
      return TreePlan.Mapping.JAVA;
    }
    if (type == Optional.class) {
      return new TreePlan.Contained(TreeContainer.Choice.OPTIONAL);
    }
    if (Set.class.isAssignableFrom(type)) {
      return TreePlan.StaticSet.INSTANCE;
    }
    boolean holder =
        Collection.class.isAssignableFrom(type)
            || Map.Entry.class.isAssignableFrom(type)
            || Iterator.class.isAssignableFrom(type)
            || BaseStream.class.isAssignableFrom(type);
    return holder ? notAContainer(type) : null;
  }

  private static TreePlan notAContainer(Class<?> type) {
    return new TreePlan.Refused(
        "a "
            + type.getName()
            + " is not a container that trees know: use a record, a tuple, a List, a Map or an"
            + " Option");
  }

  private static TreePlan valuePlan(Class<?> type) {
    if (Value.class.isAssignableFrom(type)) {
      return new TreePlan.Refused(
          "a " + type.getName() + " is what stands behind an Array: wrap it with Array.of");
    }
    if (Enum.class.isAssignableFrom(type) || type == Class.class) {
      return STATIC;
    }
    // What such a class captured is the function's own affair, as with a lambda.
    if (type.isHidden() || type.isSynthetic() || (type.isAnonymousClass() && isFunctional(type))) {
      return BEHAVIOUR;
    }
    List<Field> state = state(type);
    if (state.isEmpty()) {
      return overridesEquals(type) ? STATIC : BEHAVIOUR;
    }
    for (Field field : state) {
      if (field.getType() == Array.class) {
        return new TreePlan.Refused(
            "the class "
                + type.getName()
                + " has an Array, "
                + field.getName()
                + ", that can't be reached or replaced: make the class a record");
      }
    }
    if (overridesEquals(type)) {
      return STATIC;
    }
    return isFunctional(type)
        ? BEHAVIOUR
        : new TreePlan.Refused(
            "two values of the class "
                + type.getName()
                + " can't be compared, for it has state and no equals: make it a record, or give it"
                + " equals and hashCode");
  }

  private static List<Field> state(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          fields.add(field);
        }
      }
    }
    return fields;
  }

  private static boolean overridesEquals(Class<?> type) {
    try {
      return type.getMethod("equals", Object.class).getDeclaringClass() != Object.class;
    } catch (NoSuchMethodException e) {
      throw new AssertionError("a class without equals: " + type, e);
    }
  }

  private static boolean isFunctional(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Class<?> implemented : c.getInterfaces()) {
        if (implemented.isAnnotationPresent(FunctionalInterface.class)
            || isFunctional(implemented)) {
          return true;
        }
      }
    }
    return false;
  }
}

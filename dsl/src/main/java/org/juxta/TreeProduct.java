package org.juxta;

import io.vavr.Tuple;
import io.vavr.Tuple0;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records and tuples: one for each class, which reads and makes its instances by method handles
 * made once.
 */
final class TreeProduct extends TreeContainer {
  private static final MethodType READ = MethodType.methodType(Object.class, Object.class);

  private final Class<?> type;
  private final String[] names;
  private final Class<?>[] types;
  private final MethodHandle[] accessors;
  private final MethodHandle constructor;

  private TreeProduct(
      Class<?> type,
      String[] names,
      Class<?>[] types,
      MethodHandle[] accessors,
      MethodHandle constructor) {
    this.type = type;
    this.names = names;
    this.types = types;
    this.accessors = accessors;
    this.constructor =
        constructor.asType(constructor.type().generic()).asSpreader(Object[].class, names.length);
  }

  /**
   * A record of any visibility, unless its module keeps it closed: then a {@link TreeRefusal} that
   * says so.
   */
  static TreeProduct ofRecord(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      MethodHandles.Lookup lookup = lookupIn(type);
      MethodHandle[] accessors = new MethodHandle[components.length];
      for (int i = 0; i < accessors.length; i++) {
        accessors[i] = lookup.unreflect(components[i].getAccessor()).asType(READ);
      }
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      String[] names =
          Arrays.stream(components).map(RecordComponent::getName).toArray(String[]::new);
      return new TreeProduct(type, names, types, accessors, lookup.unreflectConstructor(canonical));
    } catch (IllegalAccessException _) {
      throw new TreeRefusal(
          "the record "
              + type.getName()
              + " is closed to Juxta: write \"opens "
              + type.getPackageName()
              + ";\" in the module-info of "
              + type.getModule().getName());
    } catch (NoSuchMethodException e) {
      throw new AssertionError("a record without its canonical constructor: " + type, e);
    }
  }

  private static MethodHandles.Lookup lookupIn(Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    } catch (IllegalAccessException _) {
      return MethodHandles.publicLookup();
    }
  }

  /** A Vavr tuple. */
  static TreeProduct ofTuple(Class<?> type) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      if (type == Tuple0.class) {
        MethodHandle instance = MethodHandles.constant(Tuple.class, Tuple0.instance());
        return new TreeProduct(type, new String[0], new Class<?>[0], new MethodHandle[0], instance);
      }
      Constructor<?> constructor = type.getConstructors()[0];
      int arity = constructor.getParameterCount();
      String[] names = new String[arity];
      MethodHandle[] accessors = new MethodHandle[arity];
      for (int i = 0; i < arity; i++) {
        names[i] = "_" + (i + 1);
        accessors[i] = lookup.findGetter(type, names[i], Object.class).asType(READ);
      }
      MethodHandle make = lookup.unreflectConstructor(constructor);
      return new TreeProduct(type, names, constructor.getParameterTypes(), accessors, make);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a tuple of an unknown form: " + type, e);
    }
  }

  @Override
  boolean match(Object tree, TreeNode[] children, List<Array> leaves) {
    if (tree.getClass() != type) {
      return false;
    }
    MethodHandle[] handles = accessors;
    for (int i = 0; i < handles.length; i++) {
      if (!children[i].match(read(handles[i], tree), leaves)) {
        return false;
      }
    }
    return true;
  }

  @Override
  @Nullable Object[] parts(Object tree) {
    @Nullable Object[] parts = new Object[accessors.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = read(accessors[i], tree);
    }
    return parts;
  }

  private static @Nullable Object read(MethodHandle accessor, Object tree) {
    try {
      return (Object) accessor.invokeExact(tree);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("an accessor threw a checked exception", e);
    }
  }

  @Override
  Object build(@Nullable Object[] parts) {
    try {
      return (Object) constructor.invokeExact(parts);
    } catch (ClassCastException e) {
      checkTypes(parts);
      throw e;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a canonical constructor threw a checked exception", e);
    }
  }

  private void checkTypes(@Nullable Object[] parts) {
    for (int i = 0; i < parts.length; i++) {
      if (!types[i].isPrimitive() && parts[i] != null && !types[i].isInstance(parts[i])) {
        throw new TreeException(
            "component "
                + names[i]
                + " of the record "
                + type.getName()
                + " is declared "
                + types[i].getName()
                + ", but a tree is put together with a "
                + parts[i].getClass().getName()
                + " there: declare the component by its interface (List, Map, ...)");
      }
    }
  }

  @Override
  String step(int i) {
    return TreePath.component(names[i]);
  }

  @Override
  String name() {
    return type.getSimpleName();
  }

  @Override
  String label(int i) {
    return type.isRecord() ? names[i] + "=" : "";
  }
}

package org.juxta.transforms;

import io.vavr.collection.LinkedHashMap;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code jax.export.Exported.serialize()} writes: a FlatBuffer of the schema {@code
 * jax/_src/export/serialization.fbs}. Field numbers are those of the schema, in its order.
 */
final class JaxExportFile {
  // table Exported
  private static final int SERIALIZATION_VERSION = 0;
  private static final int FUNCTION_NAME = 1;
  private static final int IN_TREE = 2;
  private static final int IN_AVALS = 3;
  private static final int OUT_TREE = 4;
  private static final int OUT_AVALS = 5;
  private static final int NR_DEVICES_SHORT = 6;
  private static final int PLATFORMS = 9;
  private static final int ORDERED_EFFECTS = 10;
  private static final int UNORDERED_EFFECTS = 11;
  private static final int MODULE = 13;
  private static final int CALLING_CONVENTION = 14;
  private static final int KEPT = 15;
  private static final int NR_DEVICES = 18;
  private static final int UNIQUE_AVALS = 19;
  private static final int IN_AVAL_NUMBERS = 22;
  private static final int OUT_AVAL_NUMBERS = 23;

  /** The calling conventions in which arguments are the platform's number and the arrays. */
  private static final int OLDEST_CONVENTION = 9;

  private static final int NEWEST_CONVENTION = 10;

  private static final int DEEPEST_TREE = 200;

  /** {@code enum DType}. */
  private static final List<String> DTYPES =
      List.of(
          "BOOL",
          "I8",
          "I16",
          "I32",
          "I64",
          "U8",
          "U16",
          "U32",
          "U64",
          "F16",
          "F32",
          "F64",
          "C64",
          "C128",
          "BF16",
          "int4",
          "uint4",
          "float8_e4m3b11fnuz",
          "float8_e4m3fn",
          "float8_e4m3fnuz",
          "float8_e5m2",
          "float8_e5m2fnuz",
          "float0",
          "float8_e4m3",
          "float8_e3m4",
          "float8_e8m0fnu",
          "float4_e2m1fn",
          "key<fry>",
          "key<rbg>",
          "key<unsafe_rbg>");

  private JaxExportFile() {}

  /**
   * The function in a file.
   *
   * @param trusted whether native code of this process may read the module as it is
   * @throws ExportException if it is damaged, or of a function that can't be run here
   */
  static Exported read(byte[] bytes, boolean trusted) {
    FlatBuffer.Table exported = FlatBuffer.root(bytes);
    int version = exported.int16(SERIALIZATION_VERSION);
    byte[] module = exported.bytes(MODULE);
    String name = exported.text(FUNCTION_NAME).orElse("");
    if (version < 2 || module.length == 0) {
      throw new ExportException(
          "neither a file of Juxta's Export nor one of jax.export nor StableHLO bytecode");
    }
    checkRunnable(exported);
    PortableTree in = root(exported, IN_TREE);
    PortableTree out = root(exported, OUT_TREE);
    List<SymbolicType> inputs = types(exported, IN_AVAL_NUMBERS, IN_AVALS);
    List<SymbolicType> outputs = types(exported, OUT_AVAL_NUMBERS, OUT_AVALS);
    List<String> platforms = exported.texts(PLATFORMS);
    ExportSignature signature =
        new ExportSignature(
            name.isEmpty() ? "jax" : name,
            platforms,
            platforms.size() > 1,
            List.of(),
            kept(exported, argumentPaths(in), inputs),
            ExportSignature.leaves(resultPaths(out), checkCount(out, outputs)),
            null,
            out);
    return new Exported(signature, PortableModule.of(module, trusted), LinkedHashMap.empty());
  }

  private static void checkRunnable(FlatBuffer.Table exported) {
    int convention = exported.int16(CALLING_CONVENTION);
    if (convention < OLDEST_CONVENTION || convention > NEWEST_CONVENTION) {
      throw new ExportException(
          "jax.export's calling convention "
              + convention
              + "; known are "
              + OLDEST_CONVENTION
              + " and "
              + NEWEST_CONVENTION);
    }
    List<String> effects = new ArrayList<>();
    for (int field : new int[] {ORDERED_EFFECTS, UNORDERED_EFFECTS}) {
      exported.tables(field).forEach(effect -> effects.add(effect.text(0).orElse("?")));
    }
    if (!effects.isEmpty()) {
      throw new ExportException(
          "the function has effects, which are calls into Python and can't happen here: "
              + String.join(", ", effects));
    }
    int devices = Math.max(exported.int32(NR_DEVICES), exported.int16(NR_DEVICES_SHORT));
    if (devices != 1) {
      throw new ExportException(
          "the function is for " + devices + " devices; functions for one can be run here");
    }
  }

  private static List<SymbolicType> types(FlatBuffer.Table exported, int numbers, int field) {
    List<FlatBuffer.Table> avals = new ArrayList<>();
    List<FlatBuffer.Table> unique = exported.tables(UNIQUE_AVALS);
    List<Integer> places = exported.ints(numbers);
    if (places.isEmpty()) {
      avals = exported.tables(field); // before April 2026
    }
    for (int place : places) {
      if (place < 0 || place >= unique.size()) {
        throw new ExportException("damaged: type " + place + " of " + unique.size());
      }
      avals.add(unique.get(place));
    }
    List<SymbolicType> types = new ArrayList<>();
    for (FlatBuffer.Table aval : avals) {
      types.add(type(aval));
    }
    return types;
  }

  /** {@code table AbstractValue}: kind, shape, dtype. */
  private static SymbolicType type(FlatBuffer.Table aval) {
    if (aval.int8(0) != 0) {
      throw new ExportException("the function has an argument or result that is no array");
    }
    int number = aval.int8(2);
    String dtype = number >= 0 && number < DTYPES.size() ? DTYPES.get(number) : "number " + number;
    List<String> dims = aval.texts(1);
    if (dtype.equals("key<fry>")) {
      dims.add("2"); // a Threefry key is two words
      dtype = "U32";
    }
    return new SymbolicType(ExportJson.dtype(dtype), dims);
  }

  private static List<ExportSignature.Leaf> kept(
      FlatBuffer.Table exported, List<String> names, List<SymbolicType> types) {
    if (names.size() != types.size()) {
      throw new ExportException(
          "damaged: %d arguments in a tree of %d".formatted(types.size(), names.size()));
    }
    List<Integer> kept = exported.shorts(KEPT);
    for (int i = 0; i < kept.size(); i++) {
      if (kept.get(i) >= types.size() || (i > 0 && kept.get(i) <= kept.get(i - 1))) {
        throw new ExportException("damaged: arguments " + kept + " of " + types.size());
      }
    }
    List<ExportSignature.Leaf> leaves = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      leaves.add(new ExportSignature.Leaf(names.get(i), types.get(i), kept.contains(i)));
    }
    return leaves;
  }

  private static List<SymbolicType> checkCount(PortableTree tree, List<SymbolicType> types) {
    int leaves = resultPaths(tree).size();
    if (leaves != types.size()) {
      throw new ExportException(
          "damaged: %d results in a tree of %d".formatted(types.size(), leaves));
    }
    return types;
  }

  /** Of a tuple of arguments and a dictionary of keyword arguments. */
  private static List<String> argumentPaths(PortableTree tree) {
    List<String> paths = new ArrayList<>();
    if (tree instanceof PortableTree.Items(PortableTree.Kind _, List<PortableTree> both)
        && both.size() == 2
        && both.get(0) instanceof PortableTree.Items(PortableTree.Kind _, var arguments)
        && both.get(1) instanceof PortableTree.Entries(var _, var _, var names, var keywords)) {
      for (int i = 0; i < arguments.size(); i++) {
        arguments.get(i).paths("argument " + (i + 1), paths);
      }
      for (int i = 0; i < names.size(); i++) {
        keywords.get(i).paths(names.get(i), paths);
      }
      return paths;
    }
    throw new ExportException("damaged: no tree of arguments");
  }

  private static List<String> resultPaths(PortableTree tree) {
    List<String> paths = new ArrayList<>();
    tree.paths("result", paths);
    return paths;
  }

  private static PortableTree root(FlatBuffer.Table exported, int field) {
    return tree(
        exported
            .table(field)
            .orElseThrow(() -> new ExportException("damaged: no tree in field " + field)),
        0);
  }

  /** {@code table PyTreeDef}: kind, children, names of children, name of a custom class. */
  private static PortableTree tree(FlatBuffer.Table table, int depth) {
    if (depth > DEEPEST_TREE) {
      throw new ExportException("damaged: trees in trees, " + depth + " deep");
    }
    List<PortableTree> parts = new ArrayList<>();
    for (FlatBuffer.Table child : table.tables(1)) {
      parts.add(tree(child, depth + 1));
    }
    List<String> names = table.texts(2);
    return switch (table.int8(0)) {
      case 0 -> new PortableTree.Leaf();
      case 1 -> new PortableTree.Constant(null);
      case 2 -> new PortableTree.Items(PortableTree.Kind.TUPLE, parts);
      case 3 -> new PortableTree.Items(PortableTree.Kind.LIST, parts);
      case 4 -> {
        if (names.size() != parts.size()) {
          throw new ExportException(
              "damaged: %d keys of %d values".formatted(names.size(), parts.size()));
        }
        yield new PortableTree.Entries(PortableTree.Kind.MAP, "", names, parts);
      }
      case 5 -> new PortableTree.Items(PortableTree.Kind.LIST, parts); // fields, in order
      default -> throw new ExportException("damaged: a tree of kind " + table.int8(0));
    };
  }
}

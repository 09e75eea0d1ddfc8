package org.juxta.xla;

import java.util.List;
import org.juxta.tracer.ArrayType;

/**
 * A StableHLO module as a TensorFlow function, in protocol-buffer encoding: a {@code FunctionDef}
 * whose one node, {@code XlaCallModule}, holds the module, as text or bytecode, and which must be
 * compiled as a whole. The numbers are the field numbers of TensorFlow's {@code function.proto},
 * {@code node_def.proto}, {@code op_def.proto} and {@code attr_value.proto}.
 */
final class TensorFlowFunction {
  /**
   * The version of {@code XlaCallModule}'s calling convention, the newest that names platforms and
   * needs no more.
   */
  private static final int CALLING_CONVENTION = 9;

  private static final String MUST_COMPILE = "_XlaMustCompile";

  private TensorFlowFunction() {}

  /** The {@code FunctionDef}. */
  static byte[] define(
      String name, byte[] module, List<ArrayType> inputs, List<ArrayType> outputs) {
    ProtoMessage function = new ProtoMessage();
    function.add(1, signature(name, inputs, outputs));
    function.add(3, call(module, inputs, outputs));
    for (int i = 0; i < outputs.size(); i++) {
      function.add(4, new ProtoMessage().add(1, "out" + i).add(2, "call:output:" + i));
    }
    function.add(5, entry(MUST_COMPILE, yes()));
    return function.bytes();
  }

  /**
   * The {@code AttrValue} that names a defined function, with the attributes it gets when it is run
   * by name: a compile asked for with it is found again by a run.
   */
  static byte[] reference(String name) {
    return new ProtoMessage()
        .add(10, new ProtoMessage().add(1, name).add(2, entry(MUST_COMPILE, yes())))
        .bytes();
  }

  private static ProtoMessage signature(
      String name, List<ArrayType> inputs, List<ArrayType> outputs) {
    ProtoMessage signature = new ProtoMessage().add(1, name);
    for (int i = 0; i < inputs.size(); i++) {
      signature.add(2, new ProtoMessage().add(1, "in" + i).add(3, dataType(inputs.get(i))));
    }
    for (int i = 0; i < outputs.size(); i++) {
      signature.add(3, new ProtoMessage().add(1, "out" + i).add(3, dataType(outputs.get(i))));
    }
    return signature;
  }

  private static ProtoMessage call(byte[] module, List<ArrayType> inputs, List<ArrayType> outputs) {
    ProtoMessage node = new ProtoMessage().add(1, "call").add(2, "XlaCallModule");
    for (int i = 0; i < inputs.size(); i++) {
      node.add(3, "in" + i);
    }
    ProtoMessage unknownRank = new ProtoMessage().add(3, 1);
    ProtoMessage shapes = new ProtoMessage();
    outputs.forEach(_ -> shapes.add(7, unknownRank));
    return node.add(5, entry("version", new ProtoMessage().add(3, CALLING_CONVENTION)))
        .add(5, entry("module", new ProtoMessage().add(2, module)))
        .add(5, entry("platforms", list(new ProtoMessage().add(2, "CPU"))))
        .add(5, entry("Tin", list(types(inputs))))
        .add(5, entry("Tout", list(types(outputs))))
        .add(5, entry("Sout", list(shapes)));
  }

  private static ProtoMessage types(List<ArrayType> types) {
    ProtoMessage list = new ProtoMessage();
    types.forEach(type -> list.add(6, dataType(type)));
    return list;
  }

  private static int dataType(ArrayType type) {
    return TensorFlow.dataType(type.dtype());
  }

  private static ProtoMessage list(ProtoMessage values) {
    return new ProtoMessage().add(1, values);
  }

  private static ProtoMessage yes() {
    return new ProtoMessage().add(5, 1);
  }

  /** An entry of a map from names to attribute values. */
  private static ProtoMessage entry(String name, ProtoMessage value) {
    return new ProtoMessage().add(1, name).add(2, value);
  }
}

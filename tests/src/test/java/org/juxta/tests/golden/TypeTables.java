package org.juxta.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.JuxtaException;

/**
 * jax_ops.json: tables of element types. An element type is checked as that of a zero.
 *
 * <p>JAX has a flag for the types that it gives to numbers by itself: under x64 they have 64 bits,
 * else 32, and no type has more. Juxta has 64-bit types without one, and gives 32 bits unless an
 * operand of 64 bits asks for more. So the tables of x64 hold of it but where a plain number
 * decides alone, and those without x64 where no type has 64 bits.
 */
final class TypeTables {
  private final Functions functions;
  private final Evaluator evaluator;

  TypeTables(Functions functions, Evaluator evaluator) {
    this.functions = functions;
    this.evaluator = evaluator;
  }

  List<Check> checks(JsonNode test) {
    return test.has("left")
        ? List.of(sums(test))
        : test.has("code") ? List.of(plain(test)) : results(test);
  }

  private static ObjectNode zero(String dtype) {
    ObjectNode zero = JsonNodeFactory.instance.objectNode();
    zero.putArray("shape");
    zero.put("dtype", dtype);
    if (dtype.startsWith("complex")) {
      zero.putArray("data").addArray().add(0).add(0);
    } else {
      zero.putArray("data").add(0);
    }
    return zero;
  }

  private static Array zero(DType dtype) {
    return Np.zeros(dtype, new int[0]);
  }

  private static Check check(String name, Map<String, Array> got, ObjectNode expected) {
    return Check.host(name, _ -> got, expected, Tolerance.EXACT.as(Tolerance.Types.STRICT));
  }

  /** The types of the sums of one type and each other. */
  private static Check sums(JsonNode test) {
    boolean x64 = test.get("x64").asBoolean();
    DType left = Values.dtype(test.get("left").asText());
    Map<String, Array> got = new LinkedHashMap<>();
    ObjectNode expected = JsonNodeFactory.instance.objectNode();
    test.get("result")
        .properties()
        .forEach(
            entry -> {
              String right = entry.getKey();
              Array sum = Np.add(one(left, x64), other(right, x64));
              got.put(right, zero(x64 ? sum.dtype() : narrowed(sum.dtype())));
              String type = entry.getValue().asText();
              boolean byPlainNumber = right.startsWith("py_") && left.bytes() < 8;
              boolean kindOfNumber = !left.isFloat() && !left.isComplex();
              expected.set(right, zero(byPlainNumber && kindOfNumber ? narrowed(type) : type));
            });
    return check("types of sums", got, expected);
  }

  private static Array one(DType dtype, boolean x64) {
    return Np.ones(x64 ? dtype : narrowed(dtype), 2);
  }

  /** An array, or one of Python's plain numbers. */
  private static Array other(String name, boolean x64) {
    return switch (name) {
      case "py_bool" -> Np.array(true);
      case "py_int" -> Values.weak(1L);
      case "py_float" -> Values.weak(1.0);
      case "py_complex" -> Lax.complex(Values.weak(1.0), Values.weak(1.0));
      default -> one(Values.dtype(name), x64);
    };
  }

  private static DType narrowed(DType dtype) {
    return switch (dtype) {
      case I64 -> DType.I32;
      case U64 -> DType.U32;
      case F64 -> DType.F32;
      case C128 -> DType.C64;
      case BOOL, I8, I16, I32, U8, U16, U32, BF16, F16, F32, C64 -> dtype;
    };
  }

  private static String narrowed(String dtype) {
    return Values.name(narrowed(Values.dtype(dtype)));
  }

  /** The types of a function's results, or that it does not take an argument's. */
  private List<Check> results(JsonNode test) {
    String name = test.get("id").asText().split("/", 2)[1];
    Function function = functions.function("np." + name);
    List<Check> checks = new ArrayList<>();
    test.get("result")
        .properties()
        .forEach(
            entry -> {
              Array x = Np.ones(Values.dtype(entry.getKey()), 2);
              String type = entry.getValue().asText();
              checks.add(
                  type.endsWith("Error")
                      ? refuses(name, function, x)
                      : Check.host(
                          name + " of " + entry.getKey(),
                          _ -> zero(Values.array(function.call(List.of(x), Map.of())).dtype()),
                          zero(type),
                          Tolerance.EXACT.as(Tolerance.Types.STRICT)));
            });
    return checks;
  }

  private static Check refuses(String name, Function function, Array x) {
    return Check.host(
        name + " of " + x.dtype() + " is refused",
        _ -> {
          try {
            function.call(List.of(x), Map.of());
            return false;
          } catch (JuxtaException _) {
            return true;
          }
        },
        JsonNodeFactory.instance.booleanNode(true),
        Tolerance.EXACT);
  }

  /** Types that come of plain numbers, and whether they give way to others. */
  private Check plain(JsonNode test) {
    JsonNode result = test.get("result").get("x32");
    ObjectNode expected = JsonNodeFactory.instance.objectNode();
    expected.set("dtype", zero(result.get("dtype").asText()));
    expected.put("weak", result.get("weak_type").asBoolean());
    return Check.host(
        "type",
        _ -> {
          Array value = value(test.get("code").asText());
          return Map.of(
              "dtype", zero(narrowed(value.dtype())), "weak", (Object) value.type().weak());
        },
        expected,
        Tolerance.EXACT.as(Tolerance.Types.STRICT));
  }

  /** What Python does with its own numbers, done with plain ones. */
  private Array value(String code) {
    return switch (code) {
      case "jnp.array(1.)" -> Values.weak(1.0);
      case "jnp.asarray(1.) + jnp.float16(2)" ->
          Values.weak(1.0).add(Np.array(2.0).astype(DType.F16));
      case "jnp.sin(1)" -> Np.sin(Values.weak(1L));
      case "jnp.where(True, 1, 2.)" -> Np.where(Np.array(true), Values.weak(1L), Values.weak(2.0));
      case "jnp.int8(1) + 1.", "jnp.full((2,), 1)" ->
          throw new NotYetThere("arrays, other than plain numbers, whose type gives way");
      case "2 ** jnp.int8(3)" ->
          throw new NotYetThere("plain numbers whose powers have not the exponent's type");
      default -> Values.array(evaluator.run(PythonParser.program(code)));
    };
  }
}

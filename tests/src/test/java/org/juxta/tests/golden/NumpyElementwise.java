package org.juxta.tests.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.juxta.Array;
import org.juxta.Np;

/** NumPy's functions of each element by itself. */
final class NumpyElementwise {
  private NumpyElementwise() {}

  static void define(Functions f) {
    unary().forEach((name, op) -> f.define("np." + name, "x", in -> op.apply(in.array("x"))));
    binary()
        .forEach(
            (name, op) ->
                f.define("np." + name, "x, y", in -> op.apply(in.array("x"), in.array("y"))));
    f.define(
        "np.packbits",
        "x, axis=None, bitorder='big'",
        in -> {
          Array x = in.has("axis") ? in.array("x") : in.array("x").ravel();
          int axis = in.has("axis") ? in.integer("axis") : 0;
          return Np.packbits(x, axis, in.text("bitorder").equals("little"));
        });
    f.define(
        "np.unpackbits",
        "x, axis=None, bitorder='big'",
        in -> {
          Array x = in.has("axis") ? in.array("x") : in.array("x").ravel();
          int axis = in.has("axis") ? in.integer("axis") : 0;
          return Np.unpackbits(x, axis, in.text("bitorder").equals("little"));
        });
    f.define("np.clip", "x, min=None, max=None", NumpyElementwise::clip);
    f.define("np.frexp", "x", in -> Np.frexp(in.array("x")).apply((m, e) -> List.of(m, e)));
    f.define(
        "np.divmod",
        "x, y",
        in -> Np.divmod(in.array("x"), in.array("y")).apply((q, r) -> List.of(q, r)));
    f.define("np.astype", "x, dtype", in -> in.array("x").astype(in.dtype("dtype")));
    f.define(
        "np.nan_to_num",
        "x, nan=0.0, posinf=None, neginf=None",
        in ->
            in.has("posinf")
                ? Np.nanToNum(
                    in.array("x"), in.number("nan"), in.number("posinf"), in.number("neginf"))
                : Np.nanToNum(in.array("x")));
    f.define(
        "np.isclose",
        "a, b, rtol=1e-05, atol=1e-08, equal_nan=False",
        in ->
            in.flag("equal_nan")
                ? Np.iscloseEqualNan(
                    in.array("a"), in.array("b"), in.number("rtol"), in.number("atol"))
                : Np.isclose(in.array("a"), in.array("b"), in.number("rtol"), in.number("atol")));
    f.define(
        "np.allclose",
        "a, b, rtol=1e-05, atol=1e-08",
        in -> Np.allclose(in.array("a"), in.array("b"), in.number("rtol"), in.number("atol")));
    f.define(
        "np.array_equal",
        "a, b, equal_nan=False",
        in ->
            in.flag("equal_nan")
                ? Np.arrayEqualNan(in.array("a"), in.array("b"))
                : Np.arrayEqual(in.array("a"), in.array("b")));
    f.define("np.array_equiv", "a, b", in -> Np.arrayEquiv(in.array("a"), in.array("b")));
    f.alias("np.absolute", "np.abs").alias("np.fix", "np.trunc").alias("np.fix", "np.trunc");
    f.define("np.round", "x, decimals=0", in -> Np.round(in.array("x"), in.integer("decimals")));
    f.alias("np.around", "np.round").alias("np.remainder", "np.mod").alias("np.round_", "np.round");
    f.alias("np.true_divide", "np.divide").alias("np.invert", "np.bitwise_not");
    f.alias("np.bitwise_invert", "np.bitwise_not").alias("np.pow", "np.power");
    f.alias("np.conjugate", "np.conj").alias("np.acos", "np.arccos").alias("np.asin", "np.arcsin");
    f.alias("np.atan", "np.arctan").alias("np.acosh", "np.arccosh").alias("np.asinh", "np.arcsinh");
    f.alias("np.atanh", "np.arctanh").alias("np.atan2", "np.arctan2");
    f.alias("np.radians", "np.deg2rad").alias("np.degrees", "np.rad2deg");
    f.alias("np.bitwise_left_shift", "np.left_shift")
        .alias("np.bitwise_right_shift", "np.right_shift");
    f.alias(".abs", "np.abs").alias(".round", "np.round").alias(".clip", "np.clip");
  }

  private static Array clip(Arguments in) {
    Array above = in.has("min") ? Np.maximum(in.array("x"), in.array("min")) : in.array("x");
    return in.has("max") ? Np.minimum(above, in.array("max")) : above;
  }

  private static Map<String, UnaryOperator<Array>> unary() {
    Map<String, UnaryOperator<Array>> table = new LinkedHashMap<>();
    table.put("negative", Np::negative);
    table.put("positive", x -> x);
    table.put("abs", Np::abs);
    table.put("fabs", Np::fabs);
    table.put("sign", Np::sign);
    table.put("floor", Np::floor);
    table.put("ceil", Np::ceil);
    table.put("rint", Np::rint);
    table.put("bitwise_count", Np::bitwiseCount);
    table.put("spacing", Np::spacing);
    table.put("trunc", Np::trunc);
    table.put("real", Np::real);
    table.put("imag", Np::imag);
    table.put("conj", Np::conj);
    table.put("angle", Np::angle);
    table.put("exp", Np::exp);
    table.put("exp2", Np::exp2);
    table.put("expm1", Np::expm1);
    table.put("log", Np::log);
    table.put("log1p", Np::log1p);
    table.put("log2", Np::log2);
    table.put("log10", Np::log10);
    table.put("sqrt", Np::sqrt);
    table.put("cbrt", Np::cbrt);
    table.put("square", Np::square);
    table.put("reciprocal", Np::reciprocal);
    table.put("sin", Np::sin);
    table.put("cos", Np::cos);
    table.put("tan", Np::tan);
    table.put("arcsin", Np::arcsin);
    table.put("arccos", Np::arccos);
    table.put("arctan", Np::arctan);
    table.put("sinh", Np::sinh);
    table.put("cosh", Np::cosh);
    table.put("tanh", Np::tanh);
    table.put("arcsinh", Np::arcsinh);
    table.put("arccosh", Np::arccosh);
    table.put("arctanh", Np::arctanh);
    table.put("sinc", Np::sinc);
    table.put("deg2rad", Np::deg2rad);
    table.put("rad2deg", Np::rad2deg);
    table.put("isnan", Np::isnan);
    table.put("isinf", Np::isinf);
    table.put("isposinf", Np::isposinf);
    table.put("isneginf", Np::isneginf);
    table.put("isfinite", Np::isfinite);
    table.put("real", Np::real);
    table.put("imag", Np::imag);
    table.put("conj", Np::conj);
    table.put("angle", Np::angle);
    table.put("signbit", Np::signbit);
    table.put("logical_not", Np::logicalNot);
    table.put("bitwise_not", Np::bitwiseNot);
    return table;
  }

  private static Map<String, BinaryOperator<Array>> binary() {
    Map<String, BinaryOperator<Array>> table = new LinkedHashMap<>();
    table.put("add", Np::add);
    table.put("subtract", Np::subtract);
    table.put("multiply", Np::multiply);
    table.put("divide", Np::divide);
    table.put("floor_divide", Np::floorDivide);
    table.put("mod", Np::mod);
    table.put("fmod", Np::fmod);
    table.put("power", Np::power);
    table.put("float_power", Np::floatPower);
    table.put("maximum", Np::maximum);
    table.put("minimum", Np::minimum);
    table.put("fmax", Np::fmax);
    table.put("fmin", Np::fmin);
    table.put("arctan2", Np::arctan2);
    table.put("hypot", Np::hypot);
    table.put("logaddexp", Np::logaddexp);
    table.put("logaddexp2", Np::logaddexp2);
    table.put("copysign", Np::copysign);
    table.put("nextafter", Np::nextafter);
    table.put("ldexp", Np::ldexp);
    table.put("heaviside", Np::heaviside);
    table.put("gcd", Np::gcd);
    table.put("lcm", Np::lcm);
    table.put("equal", Np::equal);
    table.put("not_equal", Np::notEqual);
    table.put("less", Np::less);
    table.put("less_equal", Np::lessEqual);
    table.put("greater", Np::greater);
    table.put("greater_equal", Np::greaterEqual);
    table.put("logical_and", Np::logicalAnd);
    table.put("logical_or", Np::logicalOr);
    table.put("logical_xor", Np::logicalXor);
    table.put("bitwise_and", Np::bitwiseAnd);
    table.put("bitwise_or", Np::bitwiseOr);
    table.put("bitwise_xor", Np::bitwiseXor);
    table.put("left_shift", Np::leftShift);
    table.put("right_shift", Np::rightShift);
    return table;
  }
}

package org.juxta.tests.golden;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.Np;

/** Python's operators on numbers and arrays. */
final class Operators {
  private Operators() {}

  static Object unary(String operator, Object operand) {
    if (operator.equals("not")) {
      return !Values.truth(operand);
    }
    return switch (operand) {
      case Long n when operator.equals("-") -> -n;
      case Long n when operator.equals("~") -> ~n;
      case Double x when operator.equals("-") -> -x;
      case Number n when operator.equals("+") -> n;
      case Array x ->
          switch (operator) {
            case "-" -> Np.negative(x);
            case "+" -> x;
            case "~" -> Np.bitwiseNot(x);
            default -> throw new NotYetThere(operator);
          };
      default -> throw new NotYetThere(operator + " of " + operand);
    };
  }

  static Object binary(String operator, Object left, Object right) {
    if (left instanceof Array || right instanceof Array) {
      return arrays(operator, left, right);
    }
    if (left instanceof Long a && right instanceof Long b) {
      return whole(operator, a, b);
    }
    if (left instanceof Number a && right instanceof Number b) {
      return real(operator, a.doubleValue(), b.doubleValue());
    }
    if (operator.equals("+") && left instanceof List<?> a && right instanceof List<?> b) {
      List<Object> both = new ArrayList<>(a);
      both.addAll(b);
      return both;
    }
    if (operator.equals("*") && left instanceof List<?> a && right instanceof Long n) {
      List<Object> repeated = new ArrayList<>();
      for (long i = 0; i < n; i++) {
        repeated.addAll(a);
      }
      return repeated;
    }
    if (operator.equals("==") || operator.equals("!=")) {
      return left.equals(right) == operator.equals("==");
    }
    throw new NotYetThere(operator + " of " + left + " and " + right);
  }

  private static Object whole(String operator, long a, long b) {
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "//" -> Math.floorDiv(a, b);
      case "%" -> Math.floorMod(a, b);
      case "<<" -> a << b;
      case ">>" -> a >> b;
      case "&" -> a & b;
      case "|" -> a | b;
      case "^" -> a ^ b;
      case "**" ->
          b >= 0
              ? (Object) Math.powExact(a, Math.toIntExact(b))
              : (Object) Math.pow((double) a, (double) b);
      default -> real(operator, (double) a, (double) b);
    };
  }

  private static Object real(String operator, double a, double b) {
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      case "**" -> Math.pow(a, b);
      case "<" -> a < b;
      case ">" -> a > b;
      case "<=" -> a <= b;
      case ">=" -> a >= b;
      case "==" -> a == b;
      case "!=" -> a != b;
      default -> throw new NotYetThere(operator + " of numbers");
    };
  }

  private static Array arrays(String operator, Object left, Object right) {
    if (operator.equals("**") && left instanceof Array x && right instanceof Long n) {
      return Np.power(x, Math.toIntExact(n));
    }
    Array a = left instanceof Number n ? Values.weak(n) : Values.array(left);
    Array b = right instanceof Number n ? Values.weak(n) : Values.array(right);
    return switch (operator) {
      case "+" -> Np.add(a, b);
      case "-" -> Np.subtract(a, b);
      case "*" -> Np.multiply(a, b);
      case "/" -> Np.divide(a, b);
      case "//" -> Np.floorDivide(a, b);
      case "%" -> Np.mod(a, b);
      case "@" -> Np.matmul(a, b);
      case "**" -> Np.power(a, b);
      case "<" -> Np.less(a, b);
      case ">" -> Np.greater(a, b);
      case "<=" -> Np.lessEqual(a, b);
      case ">=" -> Np.greaterEqual(a, b);
      case "==" -> Np.equal(a, b);
      case "!=" -> Np.notEqual(a, b);
      case "&" -> Np.bitwiseAnd(a, b);
      case "|" -> Np.bitwiseOr(a, b);
      case "^" -> Np.bitwiseXor(a, b);
      case "<<" -> Np.leftShift(a, b);
      case ">>" -> Np.rightShift(a, b);
      default -> throw new NotYetThere(operator + " of arrays");
    };
  }
}

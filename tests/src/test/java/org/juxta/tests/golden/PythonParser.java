package org.juxta.tests.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the part of Python that the cases are written in, by recursive descent. */
final class PythonParser {
  private static final List<Set<String>> LEVELS =
      List.of(
          Set.of("or"),
          Set.of("and"),
          Set.of("<", ">", "<=", ">=", "==", "!="),
          Set.of("|"),
          Set.of("^"),
          Set.of("&"),
          Set.of("<<", ">>"),
          Set.of("+", "-"),
          Set.of("*", "/", "//", "%", "@"));

  private final PythonTokens in;

  private PythonParser(PythonTokens in) {
    this.in = in;
  }

  static Expr expression(String source) {
    PythonParser parser = new PythonParser(new PythonTokens(source));
    Expr expr = parser.tuple();
    parser.in.end();
    return expr;
  }

  /** The statements of a program, or of one expression, which is then returned. */
  static List<Statement> program(String source) {
    if (!source.contains("return")) {
      return List.of(new Statement.Return(expression(source)));
    }
    List<String> lines = source.lines().filter(line -> !line.isBlank()).toList();
    return new Block(lines).statements(0);
  }

  /** Lines read one after the other, nested by indentation. */
  private static final class Block {
    private final List<String> lines;
    private int at;

    Block(List<String> lines) {
      this.lines = lines;
    }

    private static int indent(String line) {
      return line.length() - line.stripLeading().length();
    }

    List<Statement> statements(int indent) {
      List<Statement> statements = new ArrayList<>();
      while (at < lines.size() && indent(lines.get(at)) == indent) {
        statements.add(statement(new PythonParser(new PythonTokens(lines.get(at++)))));
      }
      return statements;
    }

    private Statement statement(PythonParser parser) {
      PythonTokens in = parser.in;
      if (in.take("for")) {
        String name = in.name();
        in.expect("in");
        Expr source = parser.tuple();
        return new Statement.For(name, source, body(in));
      }
      if (in.take("while")) {
        Expr test = parser.conditional();
        return new Statement.While(test, body(in));
      }
      if (in.take("if")) {
        return branch(parser);
      }
      Statement statement =
          in.take("return") ? new Statement.Return(parser.tuple()) : parser.simple();
      in.end();
      return statement;
    }

    private Statement branch(PythonParser parser) {
      Expr test = parser.conditional();
      List<Statement> body = body(parser.in);
      if (at < lines.size() && lines.get(at).strip().startsWith("elif ")) {
        PythonParser next = new PythonParser(new PythonTokens(lines.get(at++)));
        next.in.expect("elif");
        return new Statement.If(test, body, List.of(branch(next)));
      }
      if (at < lines.size() && lines.get(at).strip().equals("else:")) {
        at++;
        return new Statement.If(test, body, statements(indent(lines.get(at))));
      }
      return new Statement.If(test, body, List.of());
    }

    private List<Statement> body(PythonTokens in) {
      in.expect(":");
      in.end();
      return statements(indent(lines.get(at)));
    }
  }

  private Statement simple() {
    Expr first = tuple();
    for (String operator : List.of("+", "-", "*", "/")) {
      if (in.take(operator + "=")) {
        return new Statement.Assign(names(first), new Expr.Binary(operator, first, tuple()));
      }
    }
    return in.take("=")
        ? new Statement.Assign(names(first), tuple())
        : new Statement.Evaluate(first);
  }

  private List<String> names(Expr target) {
    return switch (target) {
      case Expr.Name name -> List.of(name.name());
      case Expr.Sequence sequence ->
          sequence.items().stream().map(e -> ((Expr.Name) e).name()).toList();
      default -> throw in.error("can't assign to " + target);
    };
  }

  /** An expression, or several with commas between, which are a tuple. */
  private Expr tuple() {
    Expr first = conditional();
    if (!in.sees(",")) {
      return first;
    }
    List<Expr> items = new ArrayList<>(List.of(first));
    while (in.take(",")) {
      if (in.sees(")") || in.sees("]") || in.peek().kind() == PythonTokens.Kind.END) {
        break;
      }
      items.add(conditional());
    }
    return new Expr.Sequence(items);
  }

  private Expr conditional() {
    if (in.take("lambda")) {
      return lambda();
    }
    Expr then = binary(0);
    if (!in.take("if")) {
      return then;
    }
    Expr test = binary(0);
    in.expect("else");
    return new Expr.Conditional(test, then, conditional());
  }

  private Expr lambda() {
    List<String> parameters = new ArrayList<>();
    while (!in.take(":")) {
      parameters.add((in.take("**") ? "**" : "") + in.name());
      in.take(",");
    }
    return new Expr.Lambda(parameters, conditional());
  }

  private Expr binary(int level) {
    if (level == LEVELS.size()) {
      return unary();
    }
    if (level == 2 && in.take("not")) {
      return new Expr.Unary("not", binary(level));
    }
    Expr left = binary(level + 1);
    while (LEVELS.get(level).contains(in.peek().text())
        && in.peek().kind() != PythonTokens.Kind.STRING) {
      left = new Expr.Binary(in.next().text(), left, binary(level + 1));
    }
    return left;
  }

  private Expr unary() {
    for (String operator : List.of("-", "+", "~")) {
      if (in.take(operator)) {
        return new Expr.Unary(operator, unary());
      }
    }
    Expr base = postfix();
    return in.take("**") ? new Expr.Binary("**", base, unary()) : base;
  }

  private Expr postfix() {
    Expr expr = atom();
    while (true) {
      if (in.take("(")) {
        expr = new Expr.Call(expr, arguments());
      } else if (in.take("[")) {
        expr = new Expr.Subscript(expr, index());
      } else if (in.take(".")) {
        expr = new Expr.Attribute(expr, in.name());
      } else {
        return expr;
      }
    }
  }

  private List<Expr.Argument> arguments() {
    List<Expr.Argument> arguments = new ArrayList<>();
    while (!in.take(")")) {
      boolean starred = in.take("*");
      String name =
          in.peek().kind() == PythonTokens.Kind.NAME && in.seesAhead(1, "=") ? in.name() : null;
      if (name != null) {
        in.expect("=");
      }
      arguments.add(new Expr.Argument(name, starred, conditional()));
      if (!in.take(",") && !in.sees(")")) {
        throw in.error("expected , or ) but found " + in.peek().text());
      }
    }
    return arguments;
  }

  private Expr index() {
    List<Expr> entries = new ArrayList<>();
    boolean several = false;
    while (!in.take("]")) {
      entries.add(entry());
      several |= in.take(",");
    }
    return several ? new Expr.Sequence(entries) : entries.getFirst();
  }

  private Expr entry() {
    Expr start = bound();
    if (!in.take(":")) {
      if (start == null) {
        throw in.error("an empty index");
      }
      return start;
    }
    Expr stop = bound();
    Expr step = in.take(":") ? bound() : null;
    return new Expr.Slice(start, stop, step);
  }

  private @Nullable Expr bound() {
    return in.sees(":") || in.sees(",") || in.sees("]") ? null : conditional();
  }

  private Expr atom() {
    PythonTokens.Token token = in.next();
    return switch (token.kind()) {
      case NUMBER -> new Expr.Constant(number(token.text()));
      case STRING -> new Expr.Constant(token.text().substring(1, token.text().length() - 1));
      case NAME -> name(token.text());
      case OPERATOR ->
          switch (token.text()) {
            case "(" -> parenthesised();
            case "[" -> list();
            case "." -> ellipsis();
            default -> throw in.error("an expression can't start with " + token.text());
          };
      case END -> throw in.error("ends too early");
    };
  }

  private static Object number(String text) {
    return text.matches("\\d+") ? (Object) Long.valueOf(text) : (Object) Double.valueOf(text);
  }

  private static Expr name(String name) {
    return switch (name) {
      case "True" -> new Expr.Constant(true);
      case "False" -> new Expr.Constant(false);
      case "None" -> new Expr.Constant(None.NONE);
      default -> new Expr.Name(name);
    };
  }

  private Expr ellipsis() {
    in.expect(".");
    in.expect(".");
    return new Expr.Constant(org.juxta.Index.ellipsis());
  }

  private Expr parenthesised() {
    if (in.take(")")) {
      return new Expr.Sequence(List.of());
    }
    Expr inner = tuple();
    in.expect(")");
    return inner;
  }

  private Expr list() {
    List<Expr> items = new ArrayList<>();
    while (!in.take("]")) {
      items.add(conditional());
      if (in.take("for")) {
        String name = in.name();
        in.expect("in");
        Expr source = binary(0);
        in.expect("]");
        return new Expr.Comprehension(items.getFirst(), name, source);
      }
      if (!in.take(",") && !in.sees("]")) {
        throw in.error("expected , or ] but found " + in.peek().text());
      }
    }
    return new Expr.Sequence(items);
  }
}

package org.juxta.transforms;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.internal.JavaCall;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Call;
import org.juxta.tracer.Collective;
import org.juxta.tracer.Contraction;
import org.juxta.tracer.Control;
import org.juxta.tracer.DType;
import org.juxta.tracer.Decomposition;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Indexing;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Op;
import org.juxta.tracer.Program;
import org.juxta.tracer.Random;
import org.juxta.tracer.Reduction;
import org.juxta.tracer.Structural;

/**
 * The checks of a program and of those inside it, found before it is rewritten: loops carry what
 * any of them may have to tell.
 */
final class CheckSites {
  /** What a user's check is recorded as: a call of this, which fails if it is run as it is. */
  record Asked(Failure.Text text) {}

  /** A check of an equation. */
  record Site(Checkify.Check kind, int number, int first, int count) {}

  private final Set<Checkify.Check> enabled;
  private final IdentityHashMap<Equation, List<Site>> ofEquations = new IdentityHashMap<>();
  private final List<Failure.Site> all = new ArrayList<>();
  private final List<ArrayType> details = new ArrayList<>();

  private CheckSites(Set<Checkify.Check> enabled) {
    this.enabled = enabled;
  }

  static CheckSites of(Program program, Set<Checkify.Check> enabled) {
    CheckSites sites = new CheckSites(enabled);
    sites.add(program);
    return sites;
  }

  List<Site> of(Equation equation) {
    return ofEquations.getOrDefault(equation, List.of());
  }

  /** The types of what the messages are about. */
  List<ArrayType> details() {
    return details;
  }

  Failure.Checks checks() {
    return new Failure.Checks(all);
  }

  /** Whether there is a check, or one to leave out, in a program that an operation runs. */
  boolean isIn(Op op) {
    return op.programs().stream().anyMatch(this::isIn);
  }

  private boolean isIn(Program program) {
    return program.equations().stream()
        .anyMatch(q -> asked(q.op()) != null || !of(q).isEmpty() || isIn(q.op()));
  }

  /** What a user's check says, null if the operation is none. */
  static @Nullable Asked asked(Op op) {
    return op instanceof Call.HostCall(var function, _, _, _, _, _)
            && function instanceof JavaCall.Function(Asked asked, _)
        ? asked
        : null;
  }

  private void add(Program program) {
    for (Equation equation : program.equations()) {
      if (ofEquations.containsKey(equation)) {
        continue;
      }
      ofEquations.put(equation, new ArrayList<>());
      Asked asked = asked(equation.op());
      if (asked == null) {
        automatic(equation);
      } else {
        user(equation, asked);
      }
    }
  }

  private void user(Equation equation, Asked asked) {
    if (enabled.contains(Checkify.Check.USER)) {
      List<ArrayType> types = equation.operandTypes();
      add(Checkify.Check.USER, equation, asked.text(), types.subList(1, types.size()));
    }
  }

  private void add(
      Checkify.Check kind, Equation equation, Failure.Text text, List<ArrayType> about) {
    int first = details.size();
    about.forEach(type -> details.add(type.strong()));
    all.add(new Failure.Site(text, equation.source(), first, about.size()));
    ofEquations.get(equation).add(new Site(kind, all.size(), first, about.size()));
  }

  private void automatic(Equation equation) {
    switch (equation.op()) {
      case Elementwise.Binary op -> {
        boolean divides =
            op.kind() == Elementwise.BinaryKind.DIV || op.kind() == Elementwise.BinaryKind.REM;
        boolean byNumber = equation.operands().get(1) instanceof Literal;
        if (divides && !byNumber && enabled.contains(Checkify.Check.DIVISION)) {
          add(Checkify.Check.DIVISION, equation, _ -> "division by zero", List.of());
        }
        result(equation);
      }
      case Elementwise.Unary _, Elementwise.ReducePrecision _ -> result(equation);
      case Elementwise.Compare _,
          Elementwise.Select _,
          Elementwise.Convert _,
          Elementwise.BitcastConvert _,
          Elementwise.Name _,
          Elementwise.StopGradient _,
          Structural _,
          Random _,
          Call.HostCall _ -> {}
      case Indexing _ -> index(equation);
      case Reduction _, Contraction _, Decomposition _, Collective _, Call.CustomOp _ ->
          result(equation);
      case Control _, Call.Jitted _, Call.Checkpoint _ ->
          equation.op().programs().forEach(this::add);
      case Call.CustomJvpCall _,
          Call.CustomVjpCall _,
          Call.CustomVmapCall _,
          Call.LinearSolve _ -> {
        result(equation);
        addUsers(equation.op());
      }
    }
  }

  /** A function with a rule of its own is looked at from outside, but for users' checks in it. */
  private void addUsers(Op op) {
    for (Program program : op.programs()) {
      for (Equation equation : program.equations()) {
        Asked asked = asked(equation.op());
        if (asked == null) {
          addUsers(equation.op());
        } else if (ofEquations.putIfAbsent(equation, new ArrayList<>()) == null) {
          user(equation, asked);
        }
      }
    }
  }

  private void result(Equation equation) {
    boolean mayBeNaN = equation.results().stream().anyMatch(v -> v.type().dtype().isInexact());
    if (mayBeNaN && enabled.contains(Checkify.Check.NAN)) {
      String name = equation.op().name();
      add(Checkify.Check.NAN, equation, _ -> "NaN made by " + name, List.of());
    }
  }

  private void index(Equation equation) {
    if (enabled.contains(Checkify.Check.INDEX)) {
      ArrayType x = equation.operandTypes().getFirst();
      add(
          Checkify.Check.INDEX,
          equation,
          about -> {
            Array place = about.getFirst();
            return "index %s is out of bounds for axis %s with size %s of %s in %s"
                .formatted(place.get(0), place.get(1), place.get(2), x, equation.op().name());
          },
          List.of(ArrayType.of(DType.I64, 3)));
    }
  }
}

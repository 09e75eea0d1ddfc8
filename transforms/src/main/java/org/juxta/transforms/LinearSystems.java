package org.juxta.transforms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.juxta.Array;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Call;
import org.juxta.tracer.Program;
import org.juxta.tracer.Trace;
import org.juxta.tracer.TraceException;
import org.juxta.tracer.Value;
import org.juxta.tracer.Variable;

/**
 * The rules of solutions of linear systems A x = b: with A depending on residuals, A dx = db - dA x
 * forward, and backward the solution of the transposed system.
 */
final class LinearSystems {
  private LinearSystems() {}

  static JvpRules.Result jvp(Call.LinearSolve op, List<Array> x, List<Tangent> t, Forward mode) {
    int n = op.residuals();
    List<Array> solution = Primitives.bind(op, x);
    List<Tangent> side = new ArrayList<>(t.subList(n, t.size()));
    boolean[] active = ControlJvp.active(t.subList(0, n));
    if (Dependence.any(active)) {
      List<Array> at = new ArrayList<>(x.subList(0, n));
      at.addAll(solution);
      Linearization.Linearized map =
          Linearization.at(op.map(), List.of(), at, Arrays.copyOf(active, at.size()));
      List<Array> moving = ControlJvp.arrays(new Split(n, active).choose(t.subList(0, n)), mode);
      List<Array> moved = Inline.run(map.map(), map.residuals(), moving);
      for (int i = 0; i < moved.size(); i++) {
        side.set(i, side.get(i).plus(Tangent.of(moved.get(i).neg())));
      }
    }
    List<Array> operands = new ArrayList<>(x.subList(0, n));
    operands.addAll(ControlJvp.arrays(side, mode));
    return new JvpRules.Result(
        solution, Primitives.bind(op, operands).stream().map(Tangent::of).toList());
  }

  static List<Tangent> transpose(Call.LinearSolve op, List<Operand> x, List<Tangent> ct) {
    Program transposed = op.transposed();
    if (transposed == null) {
      throw new TraceException(
          "a reverse-mode derivative of customLinearSolve needs the solution of the transposed"
              + " system: pass transposeSolve, or tell that the map is symmetric");
    }
    int n = op.residuals();
    List<Array> residuals = x.subList(0, n).stream().map(Operand::array).toList();
    Closed closed =
        Closed.of(
            n,
            List.of(
                // equal ones if the map is symmetric
                new Trace.Recording(transposed, List.of()),
                new Trace.Recording(op.program(), List.of()),
                transposed.equals(op.program())
                    ? new Trace.Recording(op.map(), List.of())
                    : transposedMap(op.map(), n)));
    List<Tangent> back = new ArrayList<>();
    x.subList(0, n).forEach(r -> back.add(Tangent.zero(r.type())));
    closed
        .solve(true, residuals, ct.stream().map(Tangent::array).toList())
        .forEach(b -> back.add(Tangent.of(b)));
    return back;
  }

  /** From the residuals and a cotangent of the map's result to that of its argument. */
  private static Trace.Recording transposedMap(Program map, int residuals) {
    List<ArrayType> types = map.inputTypes();
    return Trace.record(
        types,
        in -> {
          List<Array> arrays = Primitives.wrap(in);
          return ControlJvp.values(
              transposed(
                  map,
                  List.of(),
                  arrays.subList(0, residuals),
                  arrays.subList(residuals, arrays.size())));
        });
  }

  /** A linear map's transpose, applied to a cotangent that is like its argument. */
  static List<Array> transposed(
      Program map, List<Array> captures, List<Array> first, List<Array> ct) {
    List<Array> at = new ArrayList<>(first);
    ct.forEach(c -> at.add(Tangent.zero(c.type()).array()));
    boolean[] active =
        Dependence.concat(new boolean[first.size()], Dependence.filled(ct.size(), true));
    return Linearization.transpose(
        Linearization.at(map, captures, at, active), ct.stream().map(Tangent::of).toList());
  }

  static List<Batched> batch(Call.LinearSolve op, List<Batched> x, Axis batch) {
    int n = op.residuals();
    boolean[] lanes =
        Dependence.concat(
            ControlBatch.marks(x.subList(0, n)), Dependence.filled(x.size() - n, true));
    List<Array> operands = ControlBatch.spread(x, lanes, 0, batch);
    List<Trace.Recording> wide = new ArrayList<>();
    wide.add(wide(op.program(), operands, lanes, batch));
    Program transposed = op.transposed();
    if (transposed != null) {
      wide.add(
          transposed.equals(op.program())
              ? wide.getFirst()
              : wide(transposed, operands, lanes, batch));
    }
    wide.add(wide(op.map(), operands, lanes, batch));
    return Closed.of(n, wide)
        .solve(transposed != null, operands.subList(0, n), operands.subList(n, operands.size()))
        .stream()
        .map(r -> Batched.lanes(r, 0))
        .toList();
  }

  private static Trace.Recording wide(
      Program program, List<Array> operands, boolean[] lanes, Axis batch) {
    return Trace.record(
        Tracing.types(operands),
        in -> {
          List<Batched> results =
              Batching.run(
                  program, List.of(), ControlBatch.read(Primitives.wrap(in), lanes, 0), batch);
          return results.stream().map(r -> r.along(0, batch.size()).value()).toList();
        });
  }

  /**
   * Programs that capture nothing.
   *
   * @param captured what they captured; it is among their inputs now, behind the first ones
   */
  record Closed(List<Program> programs, List<Array> captured) {
    /** A recording that is there twice gives the same program twice. */
    static Closed of(int first, List<Trace.Recording> recordings) {
      List<Trace.Recording> distinct = recordings.stream().distinct().toList();
      List<Array> captured = new ArrayList<>();
      distinct.forEach(r -> captured.addAll(Primitives.wrap(r.captured())));
      Map<Trace.Recording, Program> programs = new HashMap<>();
      int at = 0;
      for (Trace.Recording recording : distinct) {
        Program program = recording.program();
        List<Variable> inputs = new ArrayList<>(program.inputs().subList(0, first));
        int end = at + program.captures().size();
        for (int i = 0; i < captured.size(); i++) {
          inputs.add(
              at <= i && i < end
                  ? program.captures().get(i - at)
                  : new Variable(captured.get(i).type()));
        }
        inputs.addAll(program.inputs().subList(first, program.inputs().size()));
        programs.put(
            recording, new Program(inputs, List.of(), program.equations(), program.outputs()));
        at = end;
      }
      return new Closed(recordings.stream().map(programs::get).toList(), captured);
    }

    /**
     * The solution that the first program gives; the last is the map.
     *
     * @param transposed whether there is one between them, for the transposed system
     */
    List<Array> solve(boolean transposed, List<Array> residuals, List<Array> b) {
      List<Array> known = new ArrayList<>(residuals);
      known.addAll(captured);
      Call.LinearSolve op =
          new Call.LinearSolve(
              programs.getFirst(),
              transposed ? programs.get(1) : null,
              programs.getLast(),
              known.size());
      List<Value> operands = new ArrayList<>(ControlJvp.values(known));
      operands.addAll(ControlJvp.values(b));
      return Primitives.wrap(Primitives.bindValues(op, operands));
    }
  }
}

package org.juxta.tests;

import io.vavr.Function1;
import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Passes;
import org.juxta.tracer.Program;
import org.juxta.tracer.ReferenceEvaluator;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;
import org.juxta.xla.Engine;

/** A function recorded as a program that has been checked, and arguments for it. */
record Recorded(Program program, List<HostArray> captures, List<HostArray> arguments) {

  static Recorded of(Function1<List<Array>, List<Array>> f, List<Array> arguments) {
    List<ArrayType> types = arguments.stream().map(Array::type).toList();
    Trace.Recording recording =
        Trace.record(
            types,
            in -> f.apply(in.stream().map(Array::of).toList()).stream().map(Array::value).toList());
    return new Recorded(
        recording.program().check(),
        host(recording.captured()),
        host(arguments.stream().map(Array::value).toList()));
  }

  /** What the reference evaluator gives for a function, recorded and simplified. */
  static List<Array> run(Function1<List<Array>, List<Array>> f, List<Array> arguments) {
    return of(f, arguments).simplified().onReference();
  }

  Recorded simplified() {
    return new Recorded(Passes.simplify(program).check(), captures, arguments);
  }

  List<Array> onReference() {
    return arrays(ReferenceEvaluator.run(program, captures, arguments));
  }

  List<Array> on(Engine engine) {
    List<HostArray> all = new ArrayList<>(captures);
    all.addAll(arguments);
    return arrays(engine.compile(program).execute(all));
  }

  private static List<HostArray> host(List<? extends Value> values) {
    return values.stream().map(v -> ((Value.Concrete) v).toHost()).toList();
  }

  private static List<Array> arrays(List<? extends Value> values) {
    return values.stream().map(Array::of).toList();
  }
}

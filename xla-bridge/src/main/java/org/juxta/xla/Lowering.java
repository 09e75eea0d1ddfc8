package org.juxta.xla;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Call;
import org.juxta.tracer.Collective;
import org.juxta.tracer.Contraction;
import org.juxta.tracer.Control;
import org.juxta.tracer.CustomRules;
import org.juxta.tracer.Decomposition;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Indexing;
import org.juxta.tracer.Program;
import org.juxta.tracer.Random;
import org.juxta.tracer.Reduction;
import org.juxta.tracer.Structural;
import org.juxta.tracer.Variable;

/**
 * Programs as StableHLO text, with CHLO for the functions that StableHLO does not have. The text is
 * a module with the function {@code @main}, whose arguments are the program's captures and then its
 * inputs, and a private function for each program that a {@link Call} runs and each shape that
 * random bits are made in.
 */
public final class Lowering {
  private Lowering() {}

  /**
   * The text for compiling, and the key of compiled programs: the same for programs of the same
   * structure, wherever their lines stand in the source and whatever their functions are called.
   * The compiler must keep NaNs in maxima and minima, as StableHLO has it.
   */
  public static String lower(Program program) {
    return lower(program, false);
  }

  /**
   * The text for compiling such that a call may write results into arguments that it takes over.
   * Each of those is paired with the first result of its type that is not yet paired, as in JAX.
   *
   * @param donated the positions of the arguments that calls take over
   * @param guarded whether the compiler is one for {@link #lowerGuarded}
   * @param callsJava whether the engine can call the Java functions of {@link CustomCalls}
   */
  static String lower(Program program, Set<Integer> donated, boolean guarded, boolean callsJava) {
    Emitter plain = new Emitter(false, guarded);
    Emitter e = callsJava ? plain.callingJava() : plain;
    return e.module(() -> function(e, "public", "main", program, aliases(program, donated)));
  }

  /** The result that each argument's memory is for, or -1. */
  private static List<Integer> aliases(Program program, Set<Integer> donated) {
    List<ArrayType> arguments = Arguments.types(program);
    List<ArrayType> results = program.outputTypes();
    boolean[] paired = new boolean[results.size()];
    List<Integer> aliases = new ArrayList<>(arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      int result = -1;
      for (int j = 0; donated.contains(i) && result < 0 && j < paired.length; j++) {
        if (!paired[j] && results.get(j).sameAs(arguments.get(i))) {
          paired[j] = true;
          result = j;
        }
      }
      aliases.add(result);
    }
    return aliases;
  }

  /**
   * The text for compiling or, with {@code locations}, for reading: there functions keep their
   * names, and operations the lines of source that asked for them.
   */
  public static String lower(Program program, boolean locations) {
    return lower(program, new Emitter(locations, false));
  }

  /**
   * The text for XLA of 2026 on CPU, which has two faults. It gives large reductions to YNNPACK,
   * whose maxima and minima leave NaNs out whatever its flag {@code xla_cpu_enable_fast_min_max}
   * says; what looks for the NaNs makes a maximum four times as slow, and still twice as fast as
   * one that is kept from YNNPACK. And {@code atan2} of a vector and a constant gives other
   * elements' results (seen in the plugin of PJRT 0.115), so the constant is made to look like
   * none.
   */
  public static String lowerGuarded(Program program) {
    return lower(program, Set.of(), true, false);
  }

  private static String lower(Program program, Emitter e) {
    Program threaded = program.callsHost() ? HostCallThreading.thread(program).program() : program;
    return e.module(() -> function(e, "public", "main", threaded));
  }

  /** A function of a program's captures and inputs. */
  static void function(Emitter e, String visibility, String name, Program program) {
    function(e, visibility, name, program, List.of());
  }

  private static void function(
      Emitter e, String visibility, String name, Program program, List<Integer> aliases) {
    List<Variable> parameters = new ArrayList<>(program.captures());
    parameters.addAll(program.inputs());
    List<ArrayType> types = parameters.stream().map(Variable::type).toList();
    e.bind(parameters, e.beginFunction(visibility, name, types, program.outputTypes(), aliases));
    e.endFunction(body(e, program), program.outputTypes());
  }

  /** The equations of a program whose captures and inputs have names already, and its outputs. */
  static List<String> body(Emitter e, Program program) {
    for (Equation equation : program.equations()) {
      if (!equation.results().isEmpty()) {
        e.at(equation.source());
        e.bind(equation.results(), hasElements(equation) ? rule(e, equation) : empty(e, equation));
      }
    }
    return e.values(program.outputs());
  }

  private static boolean hasElements(Equation equation) {
    for (Variable result : equation.results()) {
      if (result.type().shape().size() > 0) {
        return true;
      }
    }
    return false;
  }

  /** Results without elements need no computation, and XLA is spared the corner cases. */
  private static List<String> empty(Emitter e, Equation equation) {
    return equation.results().stream().map(v -> e.zeros(v.type())).toList();
  }

  /** What the rules of a custom operation see of the emitter. */
  private record Custom(Emitter emitter) implements CustomRules.StableHlo {
    @Override
    public List<String> emit(int results, String text) {
      return emitter.emit(results, text);
    }

    @Override
    public List<String> inline(Program program, List<String> operands) {
      emitter.bind(program.inputs(), operands);
      return body(emitter, program);
    }
  }

  private static List<String> rule(Emitter e, Equation q) {
    return switch (q.op()) {
      case Elementwise.Unary op -> List.of(LowerElementwise.unary(e, op, q));
      case Elementwise.Binary op -> List.of(LowerElementwise.binary(e, op, q));
      case Elementwise.Compare op -> List.of(LowerElementwise.compare(e, op, q));
      case Elementwise.Select _ -> List.of(LowerElementwise.select(e, q));
      case Elementwise.Convert _ -> List.of(LowerElementwise.convert(e, q));
      case Elementwise.BitcastConvert _ -> List.of(LowerElementwise.bitcastConvert(e, q));
      case Elementwise.ReducePrecision op -> List.of(LowerElementwise.reducePrecision(e, op, q));
      case Elementwise.StopGradient _, Elementwise.Name _ -> e.values(q.operands());
      case Structural.Broadcast op -> List.of(LowerStructural.broadcast(e, op, q));
      case Structural.Reshape _ -> List.of(LowerStructural.reshape(e, q));
      case Structural.Transpose op -> List.of(LowerStructural.transpose(e, op, q));
      case Structural.Slice op -> List.of(LowerStructural.slice(e, op, q));
      case Structural.Pad op -> List.of(LowerStructural.pad(e, op, q));
      case Structural.Concatenate op -> List.of(LowerStructural.concatenate(e, op, q));
      case Structural.Reverse op -> List.of(LowerStructural.reverse(e, op, q));
      case Structural.Iota op -> List.of(LowerStructural.iota(e, op, q));
      case Structural.OptimizationBarrier _ -> LowerStructural.optimizationBarrier(e, q);
      case Indexing.DynamicSlice op -> List.of(LowerIndexing.dynamicSlice(e, op, q));
      case Indexing.DynamicUpdateSlice _ -> List.of(LowerIndexing.dynamicUpdateSlice(e, q));
      case Indexing.Gather op -> List.of(LowerIndexing.gather(e, op, q));
      case Indexing.Scatter op -> List.of(LowerIndexing.scatter(e, op, q));
      case Reduction.Reduce op -> List.of(LowerReduction.reduce(e, op, q));
      case Reduction.ArgReduce op -> List.of(LowerReduction.argReduce(e, op, q));
      case Reduction.Cumulative op -> List.of(LowerCumulative.cumulative(e, op, q));
      case Reduction.Sort op -> LowerSort.sort(e, op, q);
      case Reduction.TopK op -> LowerSort.topK(e, op, q);
      case Reduction.ReduceWindow op -> List.of(LowerWindow.reduceWindow(e, op, q));
      case Contraction.DotGeneral op -> List.of(LowerReduction.dotGeneral(e, op, q));
      case Contraction.Convolution op -> List.of(LowerConvolution.convolution(e, op, q));
      case Contraction.Fft op -> List.of(LowerConvolution.fft(e, op, q));
      case Decomposition op -> LowerDecomposition.rule(e, op, q);
      case Random.Threefry _ -> LowerThreefry.threefry(e, q);
      case Random.RngBitGenerator o -> LowerBitGenerator.bits(e, o, q);
      case Collective op -> throw op.unresolved();
      case Control.While op -> LowerControl.whileLoop(e, op, q);
      case Control.Scan op -> LowerControl.scan(e, op, q);
      case Control.Cond op -> LowerControl.cond(e, op, q);
      case Call.Jitted op -> LowerControl.call(e, op, q);
      case Call.CustomJvpCall op -> LowerControl.inline(e, op.program(), q);
      case Call.CustomVjpCall op -> LowerControl.inline(e, op.program(), q);
      case Call.CustomVmapCall op -> LowerControl.inline(e, op.program(), q);
      case Call.LinearSolve op -> LowerControl.inline(e, op.program(), q);
      case Call.Checkpoint op -> LowerControl.checkpoint(e, op, q);
      case Call.CustomOp op ->
          op.rules().lower(new Custom(e), e.values(q.operands()), q.operandTypes());
      case Call.HostCall op -> LowerCustomCall.hostCall(e, op, q);
    };
  }
}

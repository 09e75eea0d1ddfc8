package org.juxta.xla;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Call;
import org.juxta.tracer.Effect;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Program;
import org.juxta.tracer.ReferenceEvaluator;
import org.juxta.tracer.Value;

/**
 * Programs that call Java functions ({@link Call.HostCall}), on the engines that have {@link
 * CustomCalls}. A compiled program knows its functions by numbers, and gets a token at each run by
 * which the numbers are looked up: so programs that differ in their functions only are compiled
 * once, and found in a cache on disk. The functions live as long as the {@link Executable}.
 */
final class HostCalls {
  static final String TARGET = "juxta_host_call";

  private static final Cleaner CLEANER = Cleaner.create();
  private static final AtomicLong LAST = new AtomicLong();

  /** By token. Weak, since a function may refer to the executable that keeps it. */
  private static final ConcurrentMap<Long, WeakReference<Functions>> BY_TOKEN =
      new ConcurrentHashMap<>();

  static {
    CustomCalls.register(TARGET, HostCalls::handle);
  }

  private HostCalls() {}

  /** What the numbers in a program stand for. */
  private record Functions(List<Call.HostCall> calls) {}

  /**
   * The program, compiled by {@code compile} as one without functions, if it calls any.
   *
   * @param engine where the results will be
   */
  static Executable compile(Engine engine, Program program, Function<Program, Executable> compile) {
    if (!program.callsHost()) {
      return compile.apply(program);
    }
    if (!engine.callsJava()) {
      throw new EngineException(
          "the engine "
              + engine.name()
              + " ("
              + engine.version()
              + ") can't call Java functions from compiled programs, as Callback and Debug do");
    }
    HostCallThreading.Threaded threaded = HostCallThreading.thread(program);
    return new Calling(
        engine, program, compile.apply(threaded.program()), new Functions(threaded.calls()));
  }

  /** How many programs have functions that are known by a token. */
  static int tokens() {
    return BY_TOKEN.size();
  }

  private static final class Calling implements Executable {
    private final List<ArrayType> inputs;
    private final List<ArrayType> outputs;
    private final Executable executable;
    private final boolean hasEffect;
    private final Functions functions;
    private final Value.Concrete token;

    Calling(Engine engine, Program program, Executable executable, Functions functions) {
      this.inputs = Arguments.types(program);
      this.outputs = program.outputTypes();
      this.executable = executable;
      this.hasEffect = program.effect() != Effect.NONE;
      this.functions = functions;
      long number = LAST.incrementAndGet();
      BY_TOKEN.put(number, new WeakReference<>(functions));
      CLEANER.register(functions, () -> BY_TOKEN.remove(number));
      HostArray host = HostCallThreading.token(number).toHost();
      // With several devices the token goes where the call does.
      this.token =
          engine.devices().size() > 1 ? host : MemoryScope.detached(() -> engine.transfer(host));
    }

    @Override
    public List<ArrayType> inputTypes() {
      return inputs;
    }

    @Override
    public List<ArrayType> outputTypes() {
      return outputs;
    }

    /** Waits for the results, so that what a function throws is thrown here. */
    @Override
    public List<Buffer> execute(List<? extends Value.Concrete> arguments, CallOptions options) {
      Arguments.checkCount(inputs, arguments);
      List<Value.Concrete> all = new ArrayList<>(arguments.size() + 1);
      all.addAll(arguments);
      all.add(token);
      try {
        List<Buffer> results = executable.execute(all, options);
        results.forEach(Buffer::await);
        if (!hasEffect) {
          return results;
        }
        results.getLast().close();
        return List.copyOf(results.subList(0, outputs.size()));
      } finally {
        Reference.reachabilityFence(functions);
      }
    }

    @Override
    public Cost cost() {
      return executable.cost();
    }

    @Override
    public String optimizedHlo() {
      return executable.optimizedHlo();
    }
  }

  /**
   * Operands: the token and the arguments. Results: the token if there is an effect, the results.
   */
  private static void handle(CustomCall call) {
    long token = CustomCall.word(call.operandData(0));
    WeakReference<Functions> known = BY_TOKEN.get(token);
    Functions functions = known == null ? null : known.get();
    if (functions == null) {
      throw new IllegalStateException("no program runs that has the token " + token);
    }
    Call.HostCall op = functions.calls.get((int) call.integer("function"));
    List<HostArray> arguments = new ArrayList<>(call.operands() - 1);
    for (int i = 1; i < call.operands(); i++) {
      CustomCall.Memory operand = call.operand(i);
      HostArray argument = HostArray.allocate(operand.type());
      argument.segment().copyFrom(operand.data());
      arguments.add(argument);
    }
    List<HostArray> results = ReferenceEvaluator.evaluate(op, arguments);
    int first = 0;
    if (op.effect() != Effect.NONE) {
      call.result(first++).data().copyFrom(call.operand(0).data());
    }
    for (int i = 0; i < results.size(); i++) {
      MemorySegment data = results.get(i).segment();
      CustomCall.MEMORY.asSlice(call.resultData(first + i), data.byteSize()).copyFrom(data);
    }
  }
}

package org.juxta.benchmarks;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.juxta.Array;
import org.juxta.Tree;
import org.juxta.tracer.DType;
import org.juxta.tracer.Program;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Transformed2;
import org.juxta.transforms.Vmap;
import org.juxta.xla.Buffer;
import org.juxta.xla.CompileStats;
import org.juxta.xla.Engine;
import org.juxta.xla.Engines;
import org.juxta.xla.Executable;

/** Training of {@link Mlp}, tracing and compiling a step of it, and gradients of each example. */
final class Training {
  static final double RATE = 1e-3;
  private static final int STEPS = 10;

  private Training() {}

  static Transformed2<Adam.State<Mlp.Params>, Mlp.Batch, Tuple2<Adam.State<Mlp.Params>, Array>>
      step(double rate) {
    return Jit.of((Adam.State<Mlp.Params> t, Mlp.Batch batch) -> Mlp.step(t, batch, rate));
  }

  static void run(Bench bench) {
    for (int size : new int[] {128, 1024}) {
      String name = "mlp_train_" + size;
      if (bench.wanted(name)) {
        train(bench, name, Mlp.Batch.of(size));
      }
    }
    scanned(bench, Mlp.Batch.of(128));
  }

  private static void train(Bench bench, String name, Mlp.Batch batch) {
    var step = step(RATE);
    bench
        .of(name, "f32, the state before freed")
        .compiled(step::cache)
        .check(() -> losses(step, initial(), batch))
        .run(chain(step, initial(), batch, true));
    bench
        .of(name, "f32, the state before donated")
        .variant("donated")
        .check(() -> losses(step, initial(), batch))
        .run(chain(step.donating(0), initial(), batch, false));
    bench
        .of(name, "f32, the state before left to the garbage collector")
        .variant("gc")
        .check(() -> losses(step, initial(), batch))
        .run(chain(step, initial(), batch, false));
    bench
        .of(name, "f32 engine alone")
        .variant("engine-alone")
        .check(() -> losses(step, initial(), batch))
        .run(engine(step.program(initial(), batch), batch));
  }

  static Adam.State<Mlp.Params> initial() {
    return Adam.State.init(Mlp.Params.init());
  }

  /** A step from the state of the call before, which is freed if {@code frees}. */
  static <S, D> Runnable chain(
      Function2<S, D, Tuple2<S, Array>> step, S initial, D data, boolean frees) {
    AtomicReference<S> state = new AtomicReference<>(initial);
    return () -> {
      Tuple2<S, Array> after = Calls.await(step.apply(state.get(), data));
      if (frees) {
        Calls.free(state.get());
        Calls.free(after._2);
      }
      state.set(after._1);
    };
  }

  /** The losses of the first and of the eleventh step. */
  private static <S, D> double[] losses(Function2<S, D, Tuple2<S, Array>> step, S initial, D data) {
    S state = initial;
    List<Double> losses = new ArrayList<>();
    for (int i = 0; i <= STEPS; i++) {
      Tuple2<S, Array> next = step.apply(state, data);
      losses.add(next._2.toDouble());
      state = next._1;
    }
    return new double[] {losses.getFirst(), losses.getLast()};
  }

  /** The same chain of steps by calls of the engine. */
  static Runnable engine(Program program, Mlp.Batch batch) {
    Executable executable = Engines.current().compile(program);
    List<Buffer> data = Calls.buffers(Tree.leaves(batch));
    List<Buffer> state = new ArrayList<>(Calls.buffers(Tree.leaves(initial())));
    return () -> {
      List<Buffer> arguments = new ArrayList<>(state);
      arguments.addAll(data);
      List<Buffer> results = executable.execute(arguments);
      results.forEach(Buffer::await);
      state.forEach(Buffer::close);
      state.clear();
      state.addAll(results.subList(0, results.size() - 1));
      results.getLast().close();
    };
  }

  private static void scanned(Bench bench, Mlp.Batch batch) {
    if (!bench.wanted("mlp_train_128_scan10")) {
      return;
    }
    Function1<Adam.State<Mlp.Params>, Tuple2<Adam.State<Mlp.Params>, Array>> ten =
        t -> Mlp.steps(t, batch, STEPS, RATE);
    var f = Jit.of(ten);
    AtomicReference<Adam.State<Mlp.Params>> state = new AtomicReference<>(initial());
    List<Double> losses = new ArrayList<>();
    bench
        .of("mlp_train_128_scan10", "f32 10 steps by Lax.scan in one call")
        .compiled(f::cache)
        .check(() -> new double[] {losses.get(0), losses.get(1)})
        .run(
            () -> {
              Tuple2<Adam.State<Mlp.Params>, Array> after = Calls.await(f.apply(state.get()));
              if (losses.size() < 2) {
                losses.add(after._2.toDoubles()[0]);
              }
              Calls.free(state.get());
              Calls.free(after._2);
              state.set(after._1);
            });
  }

  /** Training of {@link Flow}, on all points at each step. */
  static void flow(Bench bench) {
    if (!bench.wanted("flow_train")) {
      return;
    }
    Array points = Flow.points();
    var step =
        Jit.of((Adam.State<List<Flow.Layer>> s, Array x) -> Adam.step(Flow::loss, s, x, RATE));
    Adam.State<List<Flow.Layer>> initial = Adam.State.init(Flow.init());
    bench
        .of("flow_train", "f32, the state before freed")
        .compiled(step::cache)
        .check(() -> losses(step, initial, points))
        .run(chain(step, Adam.State.init(Flow.init()), points, true));
    bench
        .of("flow_train", "f32, the state before donated")
        .variant("donated")
        .check(() -> losses(step, initial, points))
        .run(chain(step.donating(0), Adam.State.init(Flow.init()), points, false));
  }

  /** From a new function object to its program. */
  static void trace(Bench bench) {
    if (!bench.wanted("trace_mlp")) {
      return;
    }
    Adam.State<Mlp.Params> state = initial();
    Mlp.Batch batch = Mlp.Batch.of(128);
    bench
        .of("trace_mlp", "f32 program of the whole step")
        .each(
            50,
            () -> step(RATE),
            new Bench.Timed<
                Transformed2<
                    Adam.State<Mlp.Params>, Mlp.Batch, Tuple2<Adam.State<Mlp.Params>, Array>>>() {
              @Override
              public List<String> parts() {
                return List.of();
              }

              @Override
              public double[] run(
                  Transformed2<
                          Adam.State<Mlp.Params>, Mlp.Batch, Tuple2<Adam.State<Mlp.Params>, Array>>
                      f) {
                f.program(state, batch);
                return new double[0];
              }
            });
  }

  /** From a new function object to a program that runs. */
  static void compile(Bench bench) {
    if (!bench.wanted("compile_mlp")) {
      return;
    }
    Adam.State<Mlp.Params> state = initial();
    Mlp.Batch batch = Mlp.Batch.of(128);
    double[] rate = {RATE};
    bench
        .of("compile_mlp", "f32 trace + lower + compile")
        .each(
            10,
            () -> {
              rate[0] += 1e-8; // or the process would find the program of the sample before
              return step(rate[0]);
            },
            new Compile(state, batch));
  }

  private record Compile(Adam.State<Mlp.Params> state, Mlp.Batch batch)
      implements Bench.Timed<
          Transformed2<Adam.State<Mlp.Params>, Mlp.Batch, Tuple2<Adam.State<Mlp.Params>, Array>>> {
    @Override
    public List<String> parts() {
      return List.of("trace_s", "lower_s", "backend_s");
    }

    @Override
    public double[] run(
        Transformed2<Adam.State<Mlp.Params>, Mlp.Batch, Tuple2<Adam.State<Mlp.Params>, Array>> f) {
      Engine engine = Engines.current();
      CompileStats before = engine.stats();
      long start = System.nanoTime();
      Program program = f.program(state, batch);
      long traced = System.nanoTime();
      engine.compile(program);
      double compile = (System.nanoTime() - traced) / 1e9;
      double backend = engine.stats().seconds() - before.seconds();
      return new double[] {(traced - start) / 1e9, compile - backend, backend};
    }
  }

  static void perExample(Bench bench) {
    if (!bench.wanted("pergrad_mlp_128")) {
      return;
    }
    Mlp.Params params = Mlp.Params.init();
    Mlp.Batch batch = Mlp.Batch.of(128);
    var f = Vmap.axes(Vmap.NONE, 0).of(Grad.of(Mlp::exampleLoss));
    bench
        .of("pergrad_mlp_128", "f32 vmap(grad)")
        .compiled(f::cache)
        .check(() -> new double[] {sumOfSquares(f.apply(params, batch))})
        .run(Calls.freed(() -> f.apply(params, batch)));
  }

  private static double sumOfSquares(Object tree) {
    double sum = 0;
    for (Array array : Tree.leaves(tree)) {
      sum += array.astype(DType.F64).square().sum().toDouble();
    }
    return sum;
  }
}

package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.Function1;
import io.vavr.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tests.RandomProgram.Kind;
import org.juxta.tests.RandomProgram.Numbers;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.CheckpointPolicy;
import org.juxta.tracer.DType;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Program;
import org.juxta.transforms.Checkpoint;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Hessian;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Linearize;
import org.juxta.transforms.ValueAndGrad;
import org.juxta.transforms.Vjp;
import org.juxta.transforms.Vmap;

/** What checkpoints keep, and that they change nothing else. */
class CheckpointTest {
  private static final String SEED = "20260714";
  private static final Array X = Np.array(0.3, -0.7, 1.1);
  private static final Array W = Np.array(new double[][] {{1, 2, 0}, {0, 1, -1}, {2, 0, 1}});

  private static final List<CheckpointPolicy> POLICIES =
      List.of(
          CheckpointPolicy.nothingSaveable(),
          CheckpointPolicy.everythingSaveable(),
          CheckpointPolicy.dotsSaveable(),
          CheckpointPolicy.dotsWithNoBatchDimsSaveable(),
          CheckpointPolicy.saveOnlyTheseNames("h"),
          CheckpointPolicy.saveAnythingExceptTheseNames("h"),
          CheckpointPolicy.saveAnyNamesButThese("other"));

  /** Two products, two sines and a name. */
  private static Array network(Array x) {
    Array h = Checkpoint.name(x.matmul(W).sin(), "h");
    return h.matmul(W).sin().exp().sum();
  }

  private static int count(Program program, String name) {
    int count = 0;
    for (Equation equation : program.equations()) {
      count += equation.op().name().equals(name) ? 1 : 0;
      for (Program inner : equation.op().programs()) {
        count += count(inner, name);
      }
    }
    return count;
  }

  private static void close(Array actual, Array expected) {
    Arrays.assertClose(List.of(actual), List.of(expected), 1e-12);
  }

  /** Sines and products in the whole gradient: what is run again is there twice. */
  @Example
  void whatIsComputedAgain() {
    Map<CheckpointPolicy, List<Integer>> found = new HashMap<>();
    Function1<Array, Array> plain = CheckpointTest::network;
    Program usual = ValueAndGrad.of(plain).program(X);
    for (CheckpointPolicy policy : POLICIES) {
      Program program = ValueAndGrad.of(Checkpoint.of(policy, plain)).program(X);
      program.check();
      found.put(
          policy,
          List.of(
              count(program, "sin") - count(usual, "sin"),
              count(program, "dot_general") - count(usual, "dot_general")));
    }
    assertThat(found)
        .containsEntry(POLICIES.get(0), List.of(2, 2))
        .containsEntry(POLICIES.get(1), List.of(0, 0))
        .containsEntry(POLICIES.get(2), List.of(1, 0))
        .containsEntry(POLICIES.get(3), List.of(1, 0))
        .containsEntry(POLICIES.get(4), List.of(1, 2));
  }

  /** The arrays that a linear map takes along from the point of linearisation. */
  @Example
  void whatIsKept() {
    Function1<Array, Array> wide =
        x -> Checkpoint.name(x.sin().sin().sin().sin(), "h").cos().cos().cos();
    assertThat(kept(wide)).isGreaterThanOrEqualTo(7);
    assertThat(kept(Checkpoint.of(CheckpointPolicy.everythingSaveable(), wide)))
        .isEqualTo(kept(wide));
    assertThat(kept(Checkpoint.of(wide))).isEqualTo(1);
    assertThat(kept(Checkpoint.of(CheckpointPolicy.saveOnlyTheseNames("h"), wide))).isEqualTo(2);
    assertThat(kept(Checkpoint.of(CheckpointPolicy.saveAnyNamesButThese("other"), wide)))
        .isEqualTo(2);
    assertThat(kept(Checkpoint.of(CheckpointPolicy.saveAnyNamesButThese("h"), wide)))
        .isEqualTo(kept(Checkpoint.of(CheckpointPolicy.nothingSaveable(), wide)));
    assertThat(kept(Checkpoint.of(CheckpointPolicy.saveOnlyTheseNames("other"), wide)))
        .isEqualTo(1);
    int without = kept(Checkpoint.of(CheckpointPolicy.saveAnythingExceptTheseNames("h"), wide));
    assertThat(without).isBetween(kept(wide) - 1, kept(wide));
    assertThat(kept(Checkpoint.of(CheckpointPolicy.dotsSaveable(), CheckpointTest::network)))
        .isLessThan(kept(CheckpointTest::network));
  }

  private static int kept(Function1<Array, Array> f) {
    return Linearize.of(f).apply(X)._2.program(X).captures().size();
  }

  /** A scan of checkpoints stacks its carries and nothing else. */
  @Example
  void inALoop() {
    Array xs = Np.ones(DType.F64, 50, 3);
    Function1<Array, Array> step = c -> c.matmul(W).sin().sin().sin();
    Function1<Array, Array> kept = Checkpoint.of(step);
    assertThat(stacked(kept, xs)).isEqualTo(1);
    assertThat(stacked(step, xs)).isGreaterThanOrEqualTo(3);
    close(Grad.of(loop(kept, xs)).apply(X), Grad.of(loop(step, xs)).apply(X));
    var rows = Np.stack(X, X.neg());
    close(
        Vmap.of(Grad.of(loop(kept, xs))).apply(rows), Vmap.of(Grad.of(loop(step, xs))).apply(rows));
  }

  private static Function1<Array, Array> loop(Function1<Array, Array> step, Array xs) {
    return x ->
        Lax.scan((Array c, Array s) -> Tuple.of(step.apply(c).add(s), c.sum()), x, xs)._1.sum();
  }

  private static long stacked(Function1<Array, Array> step, Array xs) {
    Program program = Linearize.of(loop(step, xs)).apply(X)._2.program(X);
    return program.captures().stream().filter(v -> v.type().shape().dims().contains(50)).count();
  }

  /** The barrier is there for the compiler, once. */
  @Example
  void theSecondRunIsHiddenFromTheCompiler() {
    Function1<Array, Array> f = x -> x.sin().sin().sin().sum();
    assertThat(Grad.of(Checkpoint.of(f)).stableHlo(X)).contains("optimization_barrier");
    assertThat(Grad.of(f).stableHlo(X)).doesNotContain("optimization_barrier");
    var everything = Checkpoint.of(CheckpointPolicy.everythingSaveable(), f);
    assertThat(Grad.of(everything).stableHlo(X)).doesNotContain("optimization_barrier");
    assertThat(Jit.of(Checkpoint.of(f)).stableHlo(X)).doesNotContain("optimization_barrier");
  }

  @Provide
  Arbitrary<RandomProgram> smooth() {
    return RandomProgram.arbitrary(Kind.SMOOTH, Numbers.REAL, 6);
  }

  @Property(tries = 10, seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void nothingElseChanges(@ForAll("smooth") RandomProgram p) {
    Array k = p.arguments().get(2);
    List<Array> x = p.arguments().subList(0, 2);
    Function1<List<Array>, List<Array>> f =
        in -> p.apply(Checkpoint.name(in.get(0), "h"), in.get(1), k);
    List<ArrayType> types = x.stream().map(Array::type).toList();
    List<Array> t = RandomProgram.tangents(types, p.seed());
    var usual = Vjp.of(f).apply(x);
    List<Array> ct = RandomProgram.tangents(usual._1.stream().map(Array::type).toList(), ~p.seed());
    CheckpointPolicy policy = POLICIES.get(Math.floorMod(p.seed(), POLICIES.size()));
    var checkpoint = Checkpoint.of(policy, f);
    Arrays.assertClose(Jvp.of(checkpoint).apply(x, t)._2, Jvp.of(f).apply(x, t)._2, 1e-10);
    var at = Vjp.of(checkpoint).apply(x);
    at._2.program(ct).check();
    Arrays.assertClose(at._1, usual._1, 1e-12);
    Arrays.assertClose(at._2.apply(ct), usual._2.apply(ct), 1e-9);
    Array second = x.get(1);
    Function1<Array, Array> scalar = Checkpoint.of(policy, (Array a) -> p.scalar(a, second, k));
    var hessian = Hessian.of(scalar);
    hessian.program(x.get(0)).check();
    Arrays.assertClose(
        List.of(hessian.apply(x.get(0))),
        List.of(Hessian.of((Array a) -> p.scalar(a, second, k)).apply(x.get(0))),
        1e-7);
  }
}

package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.Function1;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.Shape;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Linearize;
import org.juxta.transforms.Vjp;
import org.juxta.transforms.Vmap;

/** Measures what can be done with an application of an operation; fails where it is done wrong. */
final class OperationMeasures {
  private static final double STEP = 1e-3;
  private static final double DIFFERENCES = 1e-7;
  private static final int LANES = 3;
  static final String NONE = "-";

  private final OperationExample example;

  /** The function of the operands that there are derivatives by, and these. */
  private final Function1<List<Array>, List<Array>> f;

  private final List<Array> at;

  OperationMeasures(OperationExample example) {
    this.example = example;
    List<Array> operands = example.operands();
    int[] smooth =
        IntStream.range(0, operands.size())
            .filter(i -> operands.get(i).dtype().isInexact())
            .toArray();
    if (smooth.length > 0) {
      at = IntStream.of(smooth).mapToObj(operands::get).toList();
      f =
          x -> {
            List<Array> all = new ArrayList<>(operands);
            for (int i = 0; i < smooth.length; i++) {
              all.set(smooth[i], x.get(i));
            }
            return example.f().apply(all);
          };
    } else {
      at = List.of(Np.array(0.25));
      f = x -> example.f().apply(operands.stream().map(o -> beside(o, x.getFirst())).toList());
    }
  }

  /** An operand without a derivative, computed by the help of one that has. */
  private static Array beside(Array operand, Array x) {
    return operand.dtype().isBool()
        ? operand.xor(x.gt(100))
        : operand.add(Lax.convert(x, operand.dtype()));
  }

  String forward() {
    List<Array> t = directions(at, 1);
    return derivative(
        () -> {
          List<Array> found = Recorded.run(jvp(f, t), at);
          requireDifferences(f, t, found);
          return isZero(found) ? "zero" : "yes";
        });
  }

  String reverse() {
    List<Array> t = directions(at, 1);
    List<Array> ct = directions(Recorded.run(f, at), 2);
    return derivative(
        () -> {
          List<Array> back = Recorded.run(vjp(f, ct), at);
          if (!example.row().name().equals("CustomVjpCall")) {
            requireTransposed(Recorded.run(jvp(f, t), at), ct, back, t);
          } else {
            requireDifferences(f, t, ct, back);
          }
          return isZero(back) ? "zero" : isTransposed(t) ? "transposed" : "composed";
        });
  }

  /** Of a function that is curved, by the derivative in reverse mode. */
  String second() {
    Function1<List<Array>, List<Array>> curved =
        x -> f.apply(x.stream().map(v -> v.add(v.square().mul(0.02))).toList());
    List<Array> ct = directions(Recorded.run(f, at), 2);
    List<Array> t = directions(at, 1);
    List<Array> again = directions(at, 3);
    Function1<List<Array>, List<Array>> gradient = vjp(curved, ct);
    return derivative(
        () -> {
          List<Array> back = Recorded.run(vjp(gradient, again), at);
          boolean forward = !example.row().name().equals("CustomVjpCall");
          if (forward) {
            List<Array> found = Recorded.run(jvp(gradient, t), at);
            requireDifferences(gradient, t, found);
            requireTransposed(found, again, back, t);
          } else {
            requireDifferences(gradient, t, again, back);
          }
          return isZero(back) ? "zero" : "yes";
        });
  }

  private interface Measure {
    String get();
  }

  private static String derivative(Measure measure) {
    try {
      return measure.get();
    } catch (JuxtaException _) {
      return NONE;
    }
  }

  private static Function1<List<Array>, List<Array>> jvp(
      Function1<List<Array>, List<Array>> f, List<Array> t) {
    return x -> {
      Tuple2<List<Array>, List<Array>> both = Jvp.of(f).apply(x, t);
      return both._2;
    };
  }

  private static Function1<List<Array>, List<Array>> vjp(
      Function1<List<Array>, List<Array>> f, List<Array> ct) {
    return x -> Vjp.of(f).apply(x)._2.apply(ct);
  }

  /** Whether the operation itself is what its derivative applies to tangents. */
  private boolean isTransposed(List<Array> t) {
    return OperationRow.in(Linearize.of(f).apply(at)._2.program(t)).contains(example.row());
  }

  private boolean stops() {
    return List.of("StopGradient", "Binary(NEXTAFTER)").contains(example.row().name());
  }

  private void requireDifferences(
      Function1<List<Array>, List<Array>> g, List<Array> t, List<Array> found) {
    List<Array> expected = differences(g, t);
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).dtype().isInexact()) {
        Array wanted = stops() ? Np.zerosLike(found.get(i)) : expected.get(i);
        requireClose(List.of(found.get(i)), List.of(wanted), DIFFERENCES);
      } else {
        assertThat(isZero(List.of(found.get(i)))).as(example.toString()).isTrue();
      }
    }
  }

  /** By the sum of products alone, for what has no derivative in forward mode. */
  private void requireDifferences(
      Function1<List<Array>, List<Array>> g, List<Array> t, List<Array> ct, List<Array> back) {
    double forward = dot(differences(g, t), ct);
    assertThat(dot(back, t))
        .as(example.toString())
        .isCloseTo(forward, Arrays.within(forward, DIFFERENCES));
  }

  private List<Array> differences(Function1<List<Array>, List<Array>> g, List<Array> t) {
    List<List<Array>> values = new ArrayList<>();
    for (int i : new int[] {-2, -1, 1, 2}) {
      List<Array> moved = new ArrayList<>();
      for (int j = 0; j < at.size(); j++) {
        moved.add(at.get(j).add(t.get(j).mul(i * STEP)));
      }
      values.add(Recorded.run(g, moved));
    }
    List<Array> differences = new ArrayList<>();
    for (int i = 0; i < values.getFirst().size(); i++) {
      Array near = values.get(2).get(i);
      differences.add(
          near.dtype().isInexact()
              ? near.sub(values.get(1).get(i))
                  .mul(8)
                  .sub(values.get(3).get(i).sub(values.get(0).get(i)))
                  .div(12 * STEP)
              : Np.zerosLike(near));
    }
    return differences;
  }

  private void requireTransposed(List<Array> jt, List<Array> ct, List<Array> jct, List<Array> t) {
    assertThat(jct.stream().map(Array::type).toList())
        .as(example.toString())
        .isEqualTo(t.stream().map(Array::type).toList());
    double forward = dot(jt, ct);
    assertThat(dot(jct, t))
        .as(example.toString())
        .isCloseTo(forward, Arrays.within(forward, 1e-10));
  }

  /** The real part of the sum of products: transposes do not conjugate. */
  private static double dot(List<Array> a, List<Array> b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i).dtype().isInexact() && a.get(i).size() > 0) {
        Array product = a.get(i).mul(b.get(i)).sum();
        sum += Np.real(product).toDouble();
      }
    }
    return sum;
  }

  String batched() {
    List<Array> operands = example.operands();
    if (operands.isEmpty()) {
      Function1<Array, List<Array>> ignoring = _ -> example.f().apply(List.of());
      requireLoop(
          x -> Vmap.of(ignoring).apply(x.getFirst()),
          x -> ignoring.apply(x.getFirst()),
          List.of(Np.array(0.5)));
      return "yes";
    }
    requireLanes(IntStream.range(0, operands.size()).boxed().toList());
    for (int i = 0; operands.size() > 1 && i < operands.size(); i++) {
      requireLanes(List.of(i));
    }
    return "yes";
  }

  private void requireLanes(List<Integer> batched) {
    Function1<List<Array>, List<Array>> some =
        x -> {
          List<Array> all = new ArrayList<>(example.operands());
          for (int i = 0; i < batched.size(); i++) {
            all.set(batched.get(i), x.get(i));
          }
          return example.f().apply(all);
        };
    requireLoop(
        x -> Vmap.of(some).apply(x), some, batched.stream().map(example.operands()::get).toList());
  }

  private void requireLoop(
      Function1<List<Array>, List<Array>> vmap,
      Function1<List<Array>, List<Array>> one,
      List<Array> operands) {
    List<List<Array>> lanes =
        IntStream.range(0, LANES)
            .mapToObj(i -> operands.stream().map(x -> lane(x, i)).toList())
            .toList();
    List<Array> stacked = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      int operand = i;
      stacked.add(Np.stack(lanes.stream().map(l -> l.get(operand)).toList(), 0));
    }
    List<Array> all = Recorded.run(vmap, stacked);
    for (int i = 0; i < LANES; i++) {
      int lane = i;
      List<Array> found = all.stream().map(a -> a.get(lane)).toList();
      requireClose(found, Recorded.run(one, lanes.get(i)), 1e-12);
    }
  }

  /** Another operand of the same kind for each lane. */
  private static Array lane(Array x, int i) {
    if (i == 0 || x.size() == 0) {
      return x;
    }
    if (x.dtype().isInexact()) {
      return x.mul(1 - 0.05 * i);
    }
    if (x.size() == 1) {
      return x.dtype().isBool() ? x.not() : x.add(i);
    }
    return Np.roll(x, i);
  }

  String reference() {
    Recorded recorded = Recorded.of(example.f(), example.operands());
    if (!example.row().family().equals("Collective")) {
      assertThat(OperationRow.in(recorded.program()))
          .as(example.toString())
          .contains(example.row());
    }
    List<ArrayType> types = recorded.program().outputs().stream().map(atom -> atom.type()).toList();
    List<Array> results = recorded.onReference();
    for (int i = 0; i < types.size(); i++) {
      assertThat(results.get(i).type().sameAs(types.get(i))).as(example.toString()).isTrue();
    }
    return "yes";
  }

  /** Numbers of the types of others, to take derivatives along. */
  private static List<Array> directions(List<Array> like, int seed) {
    List<Array> directions = new ArrayList<>();
    for (Array x : like) {
      DType dtype = x.dtype();
      if (!dtype.isInexact()) {
        directions.add(Np.zerosLike(x));
        continue;
      }
      Shape shape = Shape.of(Math.max(1, x.size()));
      Array waves = Lax.iota(DType.F64, shape, 0).add(seed + directions.size()).mul(1.7).cos();
      Array both = dtype.isComplex() ? Np.complex(waves, Np.flip(waves).mul(0.7)) : waves;
      directions.add(x.size() == 0 ? Np.zerosLike(x) : both.astype(dtype).reshape(x.shape()));
    }
    return directions;
  }

  private static boolean isZero(List<Array> arrays) {
    return arrays.stream()
        .filter(a -> a.size() > 0)
        .allMatch(
            a -> !a.astype(a.dtype().isComplex() ? DType.C128 : DType.F64).ne(0).any().toBoolean());
  }

  private void requireClose(List<Array> found, List<Array> expected, double tolerance) {
    try {
      Arrays.assertClose(parts(found), parts(expected), tolerance);
    } catch (AssertionError e) {
      throw new AssertionError(example + ": " + e.getMessage(), e);
    }
  }

  /** Complex numbers as their parts, and the others. */
  static List<Array> parts(List<Array> arrays) {
    List<Array> parts = new ArrayList<>();
    for (Array x : arrays) {
      if (x.dtype().isComplex()) {
        parts.add(Np.real(x));
        parts.add(Np.imag(x));
      } else {
        parts.add(x);
      }
    }
    return parts;
  }
}

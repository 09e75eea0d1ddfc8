package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.Tree;
import org.juxta.TreeException;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;

/** Trees as vectors, turned inside out and with paths; parts, bytes and types of arrays. */
class TreeToolsTest {
  private record Layer(Array w, Array b) {}

  private static final Layer LAYER =
      new Layer(Np.array(1.0, 2.0, 3.0, 4.0).reshape(2, 2), Np.array(5.0, 6.0));

  @Test
  void aTreeIsOneVectorAndComesBack() {
    Tree.Raveled<Layer> flat = Tree.ravel(LAYER);
    assertThat(flat.vector().toDoubles()).containsExactly(1, 2, 3, 4, 5, 6);
    Layer twice = flat.unravel().apply(flat.vector().mul(2));
    assertThat(twice.w().shape()).isEqualTo(Shape.of(2, 2));
    assertThat(twice.w().toDoubles()).containsExactly(2, 4, 6, 8);
    assertThat(twice.b().toDoubles()).containsExactly(10, 12);
    assertThatThrownBy(() -> flat.unravel().apply(Np.array(1.0)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("a vector of 6 elements");
  }

  @Test
  void mixedElementTypesComeBackAsTheyWere() {
    Tree.Raveled<Tuple2<Array, Array>> flat =
        Tree.ravel(Tuple.of(Np.array(1, 2), Np.array(0.5).astype(DType.F32)));
    assertThat(flat.vector().dtype()).isEqualTo(DType.F32);
    Tuple2<Array, Array> back = flat.unravel().apply(flat.vector());
    assertThat(back._1.dtype()).isEqualTo(DType.I32);
    assertThat(back._1.toLongs()).containsExactly(1, 2);
    assertThat(Tree.ravel(List.of()).vector().size()).isZero();
  }

  @Test
  void derivativesGoThroughTheVector() {
    Layer slope = Grad.of((Layer x) -> Tree.ravel(x).vector().square().sum()).apply(LAYER);
    assertThat(slope.w().toDoubles()).containsExactly(2, 4, 6, 8);
  }

  @Test
  void pathsAndLeaves() {
    var leaves = Tree.leavesWithPath(Map.of("a", LAYER, "b", Np.array(1.0)));
    assertThat(leaves.stream().map(Tuple2::_1))
        .containsExactly("[\"a\"].w", "[\"a\"].b", "[\"b\"]");
    assertThat(leaves.get(1)._2).isSameAs(LAYER.b());
  }

  @Test
  void allOfATree() {
    assertThat(Tree.all(List.of(Np.array(true), Np.array(1, 2))).toBoolean()).isTrue();
    assertThat(Tree.all(List.of(Np.array(true), Np.array(1, 0))).toBoolean()).isFalse();
    assertThat(Tree.all(List.of()).toBoolean()).isTrue();
  }

  @Test
  void aTreeTurnedInsideOut() {
    Array[] x = new Array[6];
    for (int i = 0; i < 6; i++) {
      x[i] = Np.array((double) i);
    }
    List<Map<String, Array>> rows =
        List.of(Map.of("u", x[0], "v", x[1]), Map.of("u", x[2], "v", x[3]));
    Map<String, List<Array>> columns =
        Tree.transpose(Tree.structure(List.of(x[0], x[0])), Tree.structure(rows.getFirst()), rows);
    assertThat(columns.get("u")).containsExactly(x[0], x[2]);
    assertThat(columns.get("v")).containsExactly(x[1], x[3]);
    assertThatThrownBy(() -> Tree.transpose(Tree.structure(x[0]), Tree.structure(LAYER), rows))
        .isInstanceOf(TreeException.class);
  }

  @Test
  void partsOfGivenSizes() {
    Array x = Np.arange(6);
    List<Array> parts = Lax.split(x, Ints.of(1, 0, 5), 0);
    assertThat(parts.stream().map(Array::size).map(Number::intValue)).containsExactly(1, 0, 5);
    assertThat(parts.get(2).toLongs()).containsExactly(1, 2, 3, 4, 5);
    assertThatThrownBy(() -> Lax.split(x, Ints.of(1, 4), 0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("sum to 6");
    assertThatThrownBy(() -> Lax.split(x, Ints.of(7, -1), 0)).isInstanceOf(ShapeException.class);
  }

  @Test
  void bytesAsOtherTypes() {
    Array x = Np.array(1.0, 2.0).astype(DType.F32);
    assertThat(x.view(DType.U16).toLongs()).containsExactly(0, 16256, 0, 16384);
    assertThat(x.view(DType.U16).view(DType.F32).toDoubles()).containsExactly(1, 2);
    Array bytes = Np.array(1, 2, 3, 4).astype(DType.U8);
    assertThat(bytes.view(DType.U32).toLongs()).containsExactly(67305985);
    Array complex = Np.stack(Np.complex(1, 2), Np.complex(3, 4));
    assertThat(complex.view(DType.F32).toDoubles()).containsExactly(1, 2, 3, 4);
    assertThat(Np.imag(complex.view(DType.F32).view(DType.C64)).toDoubles()).containsExactly(2, 4);
    assertThat(Np.array(true, false).view(DType.U8).toLongs()).containsExactly(1, 0);
    assertThat(Np.array(1, 0).astype(DType.U8).view(DType.BOOL).any().toBoolean()).isTrue();
    assertThat(Np.array(1.0).view(DType.I64).toLong()).isEqualTo(0x3FF0000000000000L);
    assertThatThrownBy(() -> Np.array(1.0).view(DType.I32)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> bytes.get(0).reshape(1).view(DType.U16))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("no whole number");
  }

  @Test
  void typesWithoutRunning() {
    List<ArrayType> types =
        Jit.of((Layer x) -> List.of(x.w().matmul(x.b()), x.b().gt(0))).resultTypes(LAYER);
    assertThat(types.stream().map(ArrayType::toString)).containsExactly("F64(2)", "BOOL(2)");
  }

  @Test
  void vdotConjugatesTheFirst() {
    Array x = Np.stack(Np.complex(1, 2), Np.complex(3, -1));
    Array y = Np.stack(Np.complex(2, -1), Np.complex(0, 1));
    Array product = Np.vdot(x, y);
    assertThat(Np.real(product).toDouble()).isEqualTo(-1);
    assertThat(Np.imag(product).toDouble()).isEqualTo(-2);
  }
}

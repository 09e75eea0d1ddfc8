package org.juxta.tests;

import static org.juxta.tests.LoweringData.small;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tests.LoweringCase.Recorder;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Indexing.DynamicSlice;
import org.juxta.tracer.Indexing.DynamicUpdateSlice;
import org.juxta.tracer.Indexing.Gather;
import org.juxta.tracer.Indexing.Scatter;
import org.juxta.tracer.Indexing.ScatterKind;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Shape;
import org.juxta.tracer.Variable;

/**
 * Operations whose positions are computed, with positions inside, at and far outside the bounds.
 */
final class LoweringIndexCases {
  private static final Ints NO = Ints.EMPTY;
  private static final long[] FAR = {
    0,
    1,
    2,
    3,
    4,
    -1,
    -2,
    5,
    6,
    1000,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    4294967295L,
    4294967296L,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private LoweringIndexCases() {}

  static List<LoweringCase> all() {
    List<LoweringCase> cases = new ArrayList<>();
    for (DType index : List.of(DType.I32, DType.I64, DType.U32)) {
      cases.add(dynamic(DType.F32, index));
      cases.add(gather(DType.F32, index));
      for (ScatterKind kind : ScatterKind.values()) {
        cases.add(scatter(kind, DType.F32, index));
      }
    }
    for (DType dtype : List.of(DType.BOOL, DType.I32, DType.I64, DType.U32, DType.F64)) {
      cases.add(dynamic(dtype, DType.I32));
      cases.add(gather(dtype, DType.I32));
      for (ScatterKind kind : ScatterKind.values()) {
        if (kind == ScatterKind.SET || !dtype.isBool()) {
          cases.add(scatter(kind, dtype, DType.I32));
        }
      }
    }
    return cases;
  }

  private static HostArray indices(DType index, int first, int... dims) {
    HostArray result = HostArray.allocate(ArrayType.of(index, dims));
    for (int i = 0; i < result.size(); i++) {
      long value = FAR[(first + i) % FAR.length];
      switch (result.data()) {
        case int[] data -> data[i] = (int) value;
        case long[] data -> data[i] = value;
        default -> throw new IllegalArgumentException(index + " is not an index type");
      }
    }
    return result;
  }

  private static LoweringCase dynamic(DType dtype, DType index) {
    Recorder b = new Recorder("dynamic slices " + dtype + " " + index);
    Variable scalar = b.input(small(dtype));
    Variable vector = b.input(small(dtype, 5));
    Variable x = b.input(small(dtype, 3, 4));
    Variable none = b.input(small(dtype, 0, 2));
    Variable two = b.input(small(dtype, 2));
    Variable block = b.input(small(dtype, 2, 4));
    Variable nothing = b.input(small(dtype, 0));
    Literal zero = Literal.of(ArrayType.of(index), 0L);
    Literal one = Literal.of(ArrayType.of(DType.I32), 1L);
    for (int i = 0; i < FAR.length; i++) {
      Variable start = b.input(indices(index, i));
      b.exact(new DynamicSlice(Ints.of(2)), vector, start)
          .exact(new DynamicSlice(Ints.of(2, 2)), x, start, zero);
      b.exact(new DynamicUpdateSlice(), vector, two, start)
          .exact(new DynamicUpdateSlice(), x, block, start, start);
      b.exact(new DynamicSlice(Ints.of(1, 3)), x, one, start)
          .exact(new DynamicUpdateSlice(), x, block, one, start);
    }
    b.exact(new DynamicSlice(NO), scalar).exact(new DynamicUpdateSlice(), scalar, scalar);
    b.exact(new DynamicSlice(Ints.of(0)), vector, zero)
        .exact(new DynamicUpdateSlice(), vector, nothing, one);
    b.exact(new DynamicSlice(Ints.of(0, 1)), none, zero, one)
        .exact(new DynamicUpdateSlice(), none, none, zero, one);
    return b.exact(new DynamicSlice(Ints.of(3, 4)), x, one, one).build();
  }

  private static LoweringCase gather(DType dtype, DType index) {
    Recorder b = new Recorder("gather " + dtype + " " + index);
    Variable scalar = b.input(small(dtype));
    Variable vector = b.input(small(dtype, 5));
    Variable x = b.input(small(dtype, 3, 4));
    Variable cube = b.input(small(dtype, 3, 4, 5));
    Variable none = b.input(small(dtype, 0, 4));
    Variable single = b.input(indices(index, 0, FAR.length, 1));
    Variable pairs = b.input(indices(index, 3, 7, 2));
    Variable grid = b.input(indices(index, 0, 3, 4, 1));
    Variable noIndices = b.input(indices(index, 0, 0, 1));
    Variable bare = b.input(indices(index, 0, 2, 3, 0));
    Variable point = b.input(indices(index, 0, 0));
    Ints a0 = Ints.of(0);
    Ints a1 = Ints.of(1);
    b.exact(new Gather(NO, a0, NO, NO, a0, Ints.of(1)), vector, single);
    b.exact(new Gather(a1, NO, NO, NO, a0, Ints.of(3)), vector, single);
    b.exact(new Gather(a1, a0, NO, NO, a0, Ints.of(1, 4)), x, single);
    b.exact(new Gather(a0, a0, NO, NO, a0, Ints.of(1, 2)), x, single);
    b.exact(new Gather(a1, a1, NO, NO, a1, Ints.of(2, 1)), x, single);
    b.exact(new Gather(NO, Ints.of(0, 1), NO, NO, Ints.of(0, 1), Ints.of(1, 1)), x, pairs);
    b.exact(new Gather(NO, Ints.of(0, 1), NO, NO, Ints.of(1, 0), Ints.of(1, 1)), x, pairs);
    b.exact(new Gather(Ints.of(0, 2), a1, NO, NO, Ints.of(2, 0), Ints.of(2, 1, 3)), cube, pairs);
    b.exact(new Gather(NO, a1, a0, a0, a1, Ints.of(1, 1)), x, grid);
    b.exact(
        new Gather(NO, Ints.of(2), Ints.of(0, 1), Ints.of(0, 1), Ints.of(2), Ints.of(1, 1, 1)),
        cube,
        grid);
    b.exact(new Gather(a1, Ints.of(2), a0, a0, Ints.of(2), Ints.of(1, 2, 1)), cube, grid);
    b.exact(new Gather(a1, a0, NO, NO, a0, Ints.of(1, 4)), x, noIndices);
    b.exact(new Gather(Ints.of(2), a0, NO, NO, NO, Ints.of(1, 4)), x, bare);
    b.exact(new Gather(NO, NO, NO, NO, NO, NO), scalar, bare)
        .exact(new Gather(NO, NO, NO, NO, NO, NO), scalar, point);
    b.exact(new Gather(a0, NO, NO, NO, NO, Ints.of(2)), vector, point);
    b.exact(new Gather(Ints.of(1, 2), NO, NO, NO, a0, Ints.of(0, 4)), none, single);
    return b.build();
  }

  private static LoweringCase scatter(ScatterKind kind, DType dtype, DType index) {
    Recorder b = new Recorder("scatter " + kind + " " + dtype + " " + index);
    Variable scalar = b.input(small(dtype));
    Variable vector = b.input(small(dtype, 5));
    Variable x = b.input(small(dtype, 3, 4));
    Variable cube = b.input(small(dtype, 3, 4, 5));
    Variable none = b.input(small(dtype, 0, 4));
    int n = FAR.length;
    Variable single = b.input(indices(index, 0, n, 1));
    Variable repeated = b.input(LoweringData.of(index, Shape.of(6, 1), 2, 0, 2, 1, 0, 2));
    Variable pairs = b.input(indices(index, 3, 7, 2));
    Variable grid = b.input(indices(index, 0, 3, 4, 1));
    Variable noIndices = b.input(indices(index, 0, 0, 1));
    Variable bare = b.input(indices(index, 0, 2, 0));
    Variable point = b.input(indices(index, 0, 0));
    Ints a0 = Ints.of(0);
    Ints a1 = Ints.of(1);
    b.exact(new Scatter(kind, NO, a0, NO, NO, a0, false), vector, single, b.input(small(dtype, n)));
    b.exact(
        new Scatter(kind, NO, a0, NO, NO, a0, false), vector, repeated, b.input(small(dtype, 6)));
    b.exact(
        new Scatter(kind, a1, NO, NO, NO, a0, false), vector, single, b.input(small(dtype, n, 3)));
    b.exact(new Scatter(kind, a1, a0, NO, NO, a0, false), x, repeated, b.input(small(dtype, 6, 4)));
    b.exact(new Scatter(kind, a0, a0, NO, NO, a0, false), x, repeated, b.input(small(dtype, 2, 6)));
    b.exact(new Scatter(kind, a1, a1, NO, NO, a1, false), x, single, b.input(small(dtype, n, 2)));
    b.exact(
        new Scatter(kind, NO, Ints.of(0, 1), NO, NO, Ints.of(0, 1), false),
        x,
        pairs,
        b.input(small(dtype, 7)));
    b.exact(
        new Scatter(kind, NO, Ints.of(0, 1), NO, NO, Ints.of(1, 0), false),
        x,
        pairs,
        b.input(small(dtype, 7)));
    b.exact(
        new Scatter(kind, Ints.of(0, 2), a1, NO, NO, Ints.of(2, 0), false),
        cube,
        pairs,
        b.input(small(dtype, 2, 7, 3)));
    b.exact(new Scatter(kind, NO, a1, a0, a0, a1, false), x, grid, b.input(small(dtype, 3, 4)));
    b.exact(
        new Scatter(kind, a1, Ints.of(2), a0, a0, Ints.of(2), false),
        cube,
        grid,
        b.input(small(dtype, 3, 2, 4)));
    b.exact(new Scatter(kind, a1, a0, NO, NO, a0, true), x, noIndices, b.input(small(dtype, 0, 4)));
    b.exact(new Scatter(kind, NO, NO, NO, NO, NO, false), scalar, point, b.input(small(dtype)));
    b.exact(
        new Scatter(kind, a1, NO, NO, NO, NO, false), vector, bare, b.input(small(dtype, 2, 3)));
    b.exact(
        new Scatter(kind, a1, a0, NO, NO, a0, false), none, single, b.input(small(dtype, n, 4)));
    Variable distinct = b.input(LoweringData.of(index, Shape.of(3, 1), 2, 0, 1));
    b.exact(new Scatter(kind, a1, a0, NO, NO, a0, true), x, distinct, b.input(small(dtype, 3, 4)));
    return b.build();
  }
}

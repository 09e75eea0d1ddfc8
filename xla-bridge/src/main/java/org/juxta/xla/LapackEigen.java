package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.DType;
import org.juxta.tracer.Decomposition;

/**
 * The custom calls of {@link Lapack} for eigenvalues of general matrices, and what leads to them.
 */
final class LapackEigen {
  private final Blas blas;

  LapackEigen(Blas blas) {
    this.blas = blas;
  }

  private static MemorySegment none() {
    return MemorySegment.NULL;
  }

  /** Results: eigenvalues, real ones' parts apart; left and right eigenvectors; the status. */
  void geev(CustomCall call) {
    Decomposition.Matrix a = Decomposition.Matrix.of(call.operand(0).type());
    MemorySegment given = call.operand(0).data();
    int n = a.rows();
    int count = a.count();
    int vectorsAt = blas.isComplex() ? 1 : 2;
    MemorySegment infos = call.result(vectorsAt + 2).data();
    boolean left = call.octet("compute_left") == 'V';
    boolean right = call.octet("compute_right") == 'V';
    try (Blas.Frame frame = blas.frame()) {
      MemorySegment info = frame.of(0);
      MemorySegment copy = frame.numbers((long) n * n);
      MemorySegment leading = frame.leading(n);
      List<MemorySegment> list = new ArrayList<>();
      list.add(frame.letter(left ? 'V' : 'N'));
      list.add(frame.letter(right ? 'V' : 'N'));
      list.addAll(List.of(frame.of(n), copy, leading, none()));
      if (!blas.isComplex()) {
        list.add(none());
      }
      int leftAt = list.size();
      // Of a real matrix LAPACK's vectors are the parts of pairs side by side.
      MemorySegment packedLeft = frame.numbers(left ? (long) n * n : 1);
      MemorySegment packedRight = frame.numbers(right ? (long) n * n : 1);
      list.addAll(List.of(packedLeft, leading, packedRight, leading));
      int workAt = list.size();
      list.addAll(List.of(none(), none()));
      if (blas.isComplex()) {
        list.add(frame.reals(2L * n));
      }
      list.add(info);
      MemorySegment[] arguments = list.toArray(new MemorySegment[0]);
      arguments[5] = Lapack.part(call.result(0).data(), 0, count);
      arguments[leftAt - 1] = Lapack.part(call.result(vectorsAt - 1).data(), 0, count);
      frame.withWork("geev", 2, workAt, arguments);
      for (int i = 0; i < count; i++) {
        copy.copyFrom(Lapack.part(given, i, count));
        MemorySegment first = Lapack.part(call.result(0).data(), i, count);
        MemorySegment last = Lapack.part(call.result(vectorsAt - 1).data(), i, count);
        MemorySegment l = Lapack.part(call.result(vectorsAt).data(), i, count);
        MemorySegment r = Lapack.part(call.result(vectorsAt + 1).data(), i, count);
        arguments[5] = first;
        arguments[leftAt - 1] = last;
        info.set(JAVA_INT, 0, 1);
        if (blas.isFinite(copy)) {
          blas.call("geev", 2, arguments);
        }
        int status = info.get(JAVA_INT, 0);
        infos.setAtIndex(JAVA_INT, i, status);
        if (status != 0) {
          List.of(first, last, l, r).forEach(blas::fillNaN);
        } else {
          if (left) {
            unpack(packedLeft, last, n, l);
          }
          if (right) {
            unpack(packedRight, last, n, r);
          }
        }
      }
    }
  }

  /** Vectors as complex numbers: the second of a pair is the conjugate of the first. */
  private void unpack(MemorySegment packed, MemorySegment imaginary, int n, MemorySegment to) {
    if (blas.isComplex()) {
      to.copyFrom(packed);
      return;
    }
    for (int j = 0; j < n; j++) {
      boolean pair = get(imaginary, j) != 0 && j + 1 < n;
      for (int i = 0; i < n; i++) {
        double re = get(packed, (long) j * n + i);
        double im = pair ? get(packed, (long) (j + 1) * n + i) : 0;
        put(to, (long) j * n + i, re, im);
        if (pair) {
          put(to, (long) (j + 1) * n + i, re, -im);
        }
      }
      j += pair ? 1 : 0;
    }
  }

  private double get(MemorySegment data, long i) {
    return blas.dtype() == DType.F64
        ? data.getAtIndex(JAVA_DOUBLE, i)
        : data.getAtIndex(JAVA_FLOAT, i);
  }

  private void put(MemorySegment data, long i, double re, double im) {
    if (blas.dtype() == DType.F64) {
      data.setAtIndex(JAVA_DOUBLE, 2 * i, re);
      data.setAtIndex(JAVA_DOUBLE, 2 * i + 1, im);
    } else {
      data.setAtIndex(JAVA_FLOAT, 2 * i, (float) re);
      data.setAtIndex(JAVA_FLOAT, 2 * i + 1, (float) im);
    }
  }

  /** Results: T, Z, eigenvalues, real ones' parts apart; how many were selected; the status. */
  void gees(CustomCall call) {
    MemorySegment all = Lapack.copied(call, 0, 0);
    Decomposition.Matrix a = Decomposition.Matrix.of(call.operand(0).type());
    int n = a.rows();
    int count = a.count();
    int last = call.results() - 1;
    MemorySegment vectors = call.result(1).data();
    MemorySegment infos = call.result(last).data();
    if (call.octet("sort") != 'N') {
      throw new EngineException("Schur factors are not sorted by their eigenvalues");
    }
    try (Blas.Frame frame = blas.frame()) {
      MemorySegment info = frame.of(0);
      MemorySegment leading = frame.leading(n);
      List<MemorySegment> list = new ArrayList<>();
      list.addAll(List.of(frame.letter(call, "mode"), frame.letter('N'), none(), frame.of(n)));
      list.addAll(List.of(Lapack.part(all, 0, count), leading, frame.of(0)));
      list.add(frame.numbers(n));
      if (!blas.isComplex()) {
        list.add(frame.numbers(n));
      }
      int vectorsAt = list.size();
      list.addAll(List.of(Lapack.part(vectors, 0, count), leading, none(), none()));
      if (blas.isComplex()) {
        list.add(frame.reals(n));
      }
      list.addAll(List.of(frame.integers(n), info));
      MemorySegment[] arguments = list.toArray(new MemorySegment[0]);
      frame.withWork("gees", 2, vectorsAt + 2, arguments);
      for (int i = 0; i < count; i++) {
        arguments[4] = Lapack.part(all, i, count);
        arguments[vectorsAt] = Lapack.part(vectors, i, count);
        for (int k = 7; k < vectorsAt; k++) {
          arguments[k] = Lapack.part(call.result(k - 5).data(), i, count);
        }
        info.set(JAVA_INT, 0, 1);
        if (blas.isFinite(arguments[4])) {
          blas.call("gees", 2, arguments);
        }
        int status = info.get(JAVA_INT, 0);
        infos.setAtIndex(JAVA_INT, i, status);
        call.result(last - 1).data().setAtIndex(JAVA_INT, i, 0);
        if (status != 0) {
          blas.fillNaN(arguments[4]);
          blas.fillNaN(arguments[vectorsAt]);
        }
      }
    }
  }

  void gehrd(CustomCall call) {
    MemorySegment all = Lapack.copied(call, 0, 0);
    Decomposition.Matrix a = Decomposition.Matrix.of(call.operand(0).type());
    MemorySegment taus = call.result(1).data();
    MemorySegment infos = call.result(2).data();
    int count = a.count();
    try (Blas.Frame frame = blas.frame()) {
      MemorySegment info = frame.of(0);
      MemorySegment[] arguments = {
        frame.of(a.rows()),
        frame.of((int) call.integer("low")),
        frame.of((int) call.integer("high")),
        Lapack.part(all, 0, count),
        frame.leading(a.rows()),
        Lapack.part(taus, 0, count),
        none(),
        none(),
        info
      };
      frame.withWork("gehrd", 0, 6, arguments);
      for (int i = 0; i < count; i++) {
        arguments[3] = Lapack.part(all, i, count);
        arguments[5] = Lapack.part(taus, i, count);
        blas.call("gehrd", 0, arguments);
        infos.setAtIndex(JAVA_INT, i, info.get(JAVA_INT, 0));
      }
    }
  }

  void sytrd(CustomCall call) {
    MemorySegment all = Lapack.copied(call, 0, 0);
    Decomposition.Matrix a = Decomposition.Matrix.of(call.operand(0).type());
    MemorySegment infos = call.result(4).data();
    int count = a.count();
    String routine = blas.isComplex() ? "hetrd" : "sytrd";
    try (Blas.Frame frame = blas.frame()) {
      MemorySegment info = frame.of(0);
      MemorySegment[] arguments = {
        frame.letter(call, "uplo"),
        frame.of(a.rows()),
        Lapack.part(all, 0, count),
        frame.leading(a.rows()),
        Lapack.part(call.result(1).data(), 0, count),
        Lapack.part(call.result(2).data(), 0, count),
        Lapack.part(call.result(3).data(), 0, count),
        none(),
        none(),
        info
      };
      frame.withWork(routine, 1, 7, arguments);
      for (int i = 0; i < count; i++) {
        arguments[2] = Lapack.part(all, i, count);
        for (int k = 1; k < 4; k++) {
          arguments[3 + k] = Lapack.part(call.result(k).data(), i, count);
        }
        blas.call(routine, 1, arguments);
        infos.setAtIndex(JAVA_INT, i, info.get(JAVA_INT, 0));
      }
    }
  }
}

package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;
import org.juxta.tracer.Decomposition;

/**
 * The custom calls of {@link Lapack} for eigenvalues of general matrices, and what leads to them.
 */
final class LapackEigen {
  private final Blas blas;

  LapackEigen(Blas blas) {
    this.blas = blas;
  }

  /** Part {@code i} of each of some results in a row. */
  private static List<MemorySegment> parts(CustomCall call, int first, int end, int i, int count) {
    return IntStream.range(first, end)
        .mapToObj(k -> Lapack.part(call.result(k).data(), i, count))
        .toList();
  }

  /** Results: eigenvalues, real ones' parts apart; left and right eigenvectors; the status. */
  void geev(CustomCall call) {
    Decomposition.Matrix a = Decomposition.Matrix.of(call.operand(0).type());
    MemorySegment given = call.operand(0).data();
    int count = a.count();
    int vectorsAt = blas.isComplex() ? 1 : 2;
    MemorySegment infos = call.result(vectorsAt + 2).data();
    boolean left = call.octet("compute_left") == 'V';
    boolean right = call.octet("compute_right") == 'V';
    try (GeneralEigen eigen = new GeneralEigen(blas, a.rows(), left, right)) {
      for (int i = 0; i < count; i++) {
        List<MemorySegment> found = parts(call, 0, vectorsAt + 2, i, count);
        int status =
            eigen.factor(
                Lapack.part(given, i, count),
                found.getFirst(),
                found.get(vectorsAt - 1),
                found.get(vectorsAt),
                found.get(vectorsAt + 1));
        infos.setAtIndex(JAVA_INT, i, status);
      }
    }
  }

  /** Results: T, Z, eigenvalues, real ones' parts apart; how many were selected; the status. */
  void gees(CustomCall call) {
    if (call.octet("sort") != 'N') {
      throw new EngineException("Schur factors are not sorted by their eigenvalues");
    }
    MemorySegment all = Lapack.copied(call, 0, 0);
    Decomposition.Matrix a = Decomposition.Matrix.of(call.operand(0).type());
    int count = a.count();
    int last = call.results() - 1;
    MemorySegment vectors = call.result(1).data();
    MemorySegment infos = call.result(last).data();
    try (SchurFactors schur = new SchurFactors(blas, a.rows(), (char) call.octet("mode"))) {
      for (int i = 0; i < count; i++) {
        int status =
            schur.factor(
                Lapack.part(all, i, count),
                Lapack.part(vectors, i, count),
                parts(call, 2, last - 1, i, count));
        infos.setAtIndex(JAVA_INT, i, status);
        call.result(last - 1).data().setAtIndex(JAVA_INT, i, 0);
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
        MemorySegment.NULL,
        MemorySegment.NULL,
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
        MemorySegment.NULL,
        MemorySegment.NULL,
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

package org.juxta.tests.snippets;

import java.util.List;
import org.juxta.Array;
import org.juxta.Fft;
import org.juxta.FftNorm;
import org.juxta.FftOptions;
import org.juxta.Image;
import org.juxta.Nn;
import org.juxta.Np;
import org.juxta.Over;
import org.juxta.Overlap;
import org.juxta.PadMode;
import org.juxta.RegularGridInterpolator;
import org.juxta.ResizeMethod;
import org.juxta.Segment;
import org.juxta.Signal;
import org.juxta.SpectrumOptions;
import org.juxta.tracer.DType;

/** Functions of NumPy's. */
final class NpSnippets {
  private NpSnippets() {}

  static void making() {
    // @start region="making"
    System.out.println(Np.array(1.5, 2.5).dtype()); // F64
    System.out.println(Np.array(new int[][] {{1, 2}, {3, 4}}).shape()); // (2, 2)
    System.out.println(Np.linspace(0, 1, 5)); // [0.   0.25 0.5  0.75 1.  ]
    System.out.println(Np.arange(2, 8, 3)); // [2 5]
    System.out.println(Np.zeros(2, 3).dtype()); // F32
    System.out.println(Np.eye(2));
    // [[1. 0.]
    //  [0. 1.]]
    // @end
  }

  static void elementwise() {
    // @start region="elementwise"
    Array x = Np.array(-2.0, 0.0, 3.0);
    System.out.println(Np.where(x.gt(0), x, 0)); // [0. 0. 3.]
    System.out.println(Np.maximum(x, Np.array(1.0))); // [1. 1. 3.]
    System.out.println(Np.clip(x, -1, 1)); // [-1.  0.  1.]
    System.out.println(Np.logaddexp(Np.array(1000.0), Np.array(1000.0))); // 1000.6931471805599
    System.out.println(Np.array(7, -7).floorDivide(2)); // [ 3 -4]
    // @end
  }

  static void broadcasting() {
    // @start region="broadcasting"
    Array column = Np.array(0, 10, 20).reshape(3, 1);
    Array row = Np.array(1, 2);
    System.out.println(column.add(row));
    // [[ 1  2]
    //  [11 12]
    //  [21 22]]
    // @end
  }

  static void shapes() {
    // @start region="shapes"
    Array x = Np.arange(6).reshape(2, -1);
    System.out.println(x.transpose().shape()); // (3, 2)
    System.out.println(Np.concatenate(List.of(x, x), 0).shape()); // (4, 3)
    System.out.println(Np.stack(x, x).shape()); // (2, 2, 3)
    System.out.println(
        Np.pad(Np.array(1, 2, 3), new int[][] {{1, 2}}, PadMode.EDGE)); // [1 1 2 3 3 3]
    System.out.println(Np.roll(Np.arange(4), 1)); // [3 0 1 2]
    // @end
  }

  static void reductions() {
    // @start region="reductions"
    Array x = Np.array(new double[][] {{1, 2}, {3, 6}});
    System.out.println(x.sum()); // 12.0
    System.out.println(x.mean(0)); // [2. 4.]
    System.out.println(x.max(-1)); // [2. 6.]
    System.out.println(Np.std(x, 1)); // [0.5 1.5]
    System.out.println(Np.argmax(x, 0)); // [1 1]
    System.out.println(Nn.softmax(Np.array(0.0, 0.0), 0)); // [0.5 0.5]
    // @end
  }

  static void over() {
    // @start region="over"
    Array x = Np.array(new double[][] {{1, 2}, {3, 6}});
    System.out.println(x.sub(Np.mean(x, Over.axes(1).keepDims())));
    // [[-0.5  0.5]
    //  [-1.5  1.5]]
    System.out.println(Np.sum(x, Over.all().where(x.gt(1)))); // 11.0
    System.out.println(Np.max(x, Over.axes(0).initial(5))); // [5. 6.]
    System.out.println(Np.var(x, Over.all().ddof(1))); // 4.666666666666667
    // @end
  }

  static void products() {
    // @start region="products"
    Array a = Np.arange(6).reshape(2, 3);
    System.out.println(Np.matmul(a, Np.array(1, 0, 2))); // [ 4 13]
    System.out.println(Np.einsum("ij,kj->ik", a, a));
    // [[ 5 14]
    //  [14 50]]
    System.out.println(Np.outer(Np.array(1, 2), Np.array(3, 4)).shape()); // (2, 2)
    System.out.println(Np.polyval(Np.array(2, 0, 1), Np.array(3))); // 19
    // @end
  }

  static void sets() {
    // @start region="sets"
    Array x = Np.array(3, 1, 3, 2);
    System.out.println(Np.unique(x)); // [1 2 3]
    System.out.println(Np.uniqueAll(x).counts()); // [1 1 2]
    System.out.println(Np.unique(x, 5, Np.array(-1))); // [ 1  2  3 -1 -1]
    System.out.println(Np.isin(x, Np.array(1, 3))); // [ True  True  True False]
    // @end
  }

  static void segments() {
    // @start region="segments"
    Array data = Np.array(1.0, 2.0, 3.0, 4.0);
    System.out.println(Segment.sum(data, Np.array(0, 2, 0, 2), 3)); // [4. 0. 6.]
    // @end
  }

  static void image() {
    // @start region="image"
    Array x = Np.array(0.0, 4.0);
    System.out.println(Image.resize(x, ResizeMethod.LINEAR, 4)); // [0. 1. 3. 4.]
    System.out.println(Image.mapCoordinates(x, List.of(Np.array(0.25, 0.5)), 1)); // [1. 2.]
    // @end
  }

  static void signal() {
    // @start region="signal"
    Array x = Np.array(1.0, 2.0, 3.0);
    System.out.println(Signal.convolve(x, Np.array(1.0, 1.0), Overlap.FULL)); // [1. 3. 5. 3.]
    // @end
  }

  static void fft() {
    // @start region="fft"
    Array x = Np.array(1.0, 0.0, -1.0, 0.0);
    System.out.println(Np.real(Fft.fft(x))); // [0. 2. 0. 2.]
    System.out.println(Fft.irfft(Fft.rfft(x))); // [ 1.  0. -1.  0.]
    System.out.println(Np.real(Fft.fft(x, FftOptions.NONE.norm(FftNorm.ORTHO)))); // [0. 1. 0. 1.]
    // @end
  }

  static void spectrum() {
    // @start region="spectrum"
    Array x = Np.arange(64).astype(DType.F64).mul(Math.PI / 4).sin();
    var power = Signal.welch(x, SpectrumOptions.WELCH.segment(16));
    System.out.println(power._1.get(Np.argmax(power._2))); // 0.125
    // @end
  }

  static void interpolation() {
    // @start region="interpolation"
    Array values = Np.array(new double[][] {{0, 1}, {2, 3}});
    Array axis = Np.array(0.0, 1.0);
    var f = RegularGridInterpolator.linear(List.of(axis, axis), values);
    System.out.println(f.apply(Np.array(new double[][] {{0.5, 0.5}, {1, 2}}))); // [1.5 nan]
    // @end
  }
}

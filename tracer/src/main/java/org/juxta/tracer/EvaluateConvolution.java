package org.juxta.tracer;

import java.util.List;
import org.juxta.tracer.Contraction.Convolution;

/**
 * Convolutions, one place of the kernel after the other, in double or long: there, the pairs of
 * elements that lie on each other are the same for each of the batch and each feature.
 */
final class EvaluateConvolution {
  private final Convolution op;
  private final Shape lhs;
  private final Shape rhs;
  private final Shape out;
  private final int[] lhsStrides;
  private final int[] rhsStrides;
  private final int[] outStrides;

  /** The offsets of the pairs at the place at hand, and how many there are. */
  private final int[] lhsOffsets;

  private final int[] rhsOffsets;
  private int pairs;

  private EvaluateConvolution(Convolution op, Shape lhs, Shape rhs, Shape out) {
    this.op = op;
    this.lhs = lhs;
    this.rhs = rhs;
    this.out = out;
    this.lhsStrides = Strided.strides(lhs);
    this.rhsStrides = Strided.strides(rhs);
    this.outStrides = Strided.strides(out);
    int window = new Shape(rhs.dims().at(op.numbers().rhsSpace())).size();
    this.lhsOffsets = new int[window];
    this.rhsOffsets = new int[window];
  }

  /** Adds up the products of one element of the result. */
  private interface Sum {
    void at(int lhs, int rhs, int out);
  }

  static HostArray convolution(Convolution op, List<HostArray> operands, ArrayType type) {
    HostArray a = operands.get(0);
    HostArray b = operands.get(1);
    EvaluateConvolution c =
        new EvaluateConvolution(op, a.type().shape(), b.type().shape(), type.shape());
    return HostArray.wrap(
        type,
        switch (type.dtype().kind()) {
          case FLOAT -> EvaluateConvert.narrow(c.reals(a, b), type.dtype());
          case COMPLEX -> EvaluateConvert.narrow(c.complexes(a, b), type.dtype().real());
          case BOOLEAN, SIGNED, UNSIGNED -> EvaluateConvert.narrow(c.wholes(a, b), type.dtype());
        });
  }

  private double[] reals(HostArray a, HostArray b) {
    double[] x = EvaluateConvert.doubles(a);
    double[] w = EvaluateConvert.doubles(b);
    double[] result = new double[out.size()];
    int features = inputFeatures();
    int lhsStep = lhsStrides[op.numbers().lhs().get(1)];
    int rhsStep = rhsStrides[op.numbers().rhs().get(1)];
    eachElement(
        (l, r, o) -> {
          double sum = 0;
          for (int f = 0; f < features; f++) {
            for (int p = 0; p < pairs; p++) {
              sum += x[l + f * lhsStep + lhsOffsets[p]] * w[r + f * rhsStep + rhsOffsets[p]];
            }
          }
          result[o] = sum;
        });
    return result;
  }

  private long[] wholes(HostArray a, HostArray b) {
    long[] x = EvaluateConvert.longs(a);
    long[] w = EvaluateConvert.longs(b);
    long[] result = new long[out.size()];
    int features = inputFeatures();
    int lhsStep = lhsStrides[op.numbers().lhs().get(1)];
    int rhsStep = rhsStrides[op.numbers().rhs().get(1)];
    eachElement(
        (l, r, o) -> {
          long sum = 0;
          for (int f = 0; f < features; f++) {
            for (int p = 0; p < pairs; p++) {
              sum += x[l + f * lhsStep + lhsOffsets[p]] * w[r + f * rhsStep + rhsOffsets[p]];
            }
          }
          result[o] = sum;
        });
    return result;
  }

  /** The parts of the result in turn. */
  private double[] complexes(HostArray a, HostArray b) {
    double[] x = EvaluateConvert.parts(a);
    double[] w = EvaluateConvert.parts(b);
    double[] result = new double[2 * out.size()];
    int features = inputFeatures();
    int lhsStep = lhsStrides[op.numbers().lhs().get(1)];
    int rhsStep = rhsStrides[op.numbers().rhs().get(1)];
    eachElement(
        (l, r, o) -> {
          for (int f = 0; f < features; f++) {
            for (int p = 0; p < pairs; p++) {
              int i = 2 * (l + f * lhsStep + lhsOffsets[p]);
              int j = 2 * (r + f * rhsStep + rhsOffsets[p]);
              result[2 * o] += x[i] * w[j] - x[i + 1] * w[j + 1];
              result[2 * o + 1] += x[i] * w[j + 1] + x[i + 1] * w[j];
            }
          }
        });
    return result;
  }

  private int inputFeatures() {
    return rhs.dim(op.numbers().rhs().get(1));
  }

  private void eachElement(Sum sum) {
    if (out.size() == 0) {
      return;
    }
    ConvDimensionNumbers n = op.numbers();
    Shape places = new Shape(out.dims().at(n.outSpace()));
    int batch = out.dim(n.out().get(0));
    int features = out.dim(n.out().get(1));
    int[] place = new int[places.rank()];
    for (int i = 0; i < places.size(); i++) {
      int at = place(i, places, place);
      pairs = 0;
      collect(place, 0, 0, 0);
      for (int b = 0; b < batch; b++) {
        for (int f = 0; f < features; f++) {
          int group = f / (features / (op.featureGroups() * op.batchGroups()));
          int row = op.batchGroups() == 1 ? b : group * batch + b;
          int first = op.featureGroups() == 1 ? 0 : group * inputFeatures();
          sum.at(
              row * lhsStrides[n.lhs().get(0)] + first * lhsStrides[n.lhs().get(1)],
              f * rhsStrides[n.rhs().get(0)],
              at + b * outStrides[n.out().get(0)] + f * outStrides[n.out().get(1)]);
        }
      }
    }
  }

  /**
   * Where the kernel starts at place {@code i} in row-major order, in elements of the dilated
   * array; gives the place's offset in the result.
   */
  private int place(int i, Shape places, int[] starts) {
    int rest = i;
    int offset = 0;
    for (int axis = starts.length - 1; axis >= 0; axis--) {
      int position = rest % places.dim(axis);
      rest /= places.dim(axis);
      starts[axis] = position * op.strides().get(axis) - op.low().get(axis);
      offset += position * outStrides[op.numbers().out().get(axis + 2)];
    }
    return offset;
  }

  private void collect(int[] starts, int axis, int lhsOffset, int rhsOffset) {
    if (axis == starts.length) {
      lhsOffsets[pairs] = lhsOffset;
      rhsOffsets[pairs++] = rhsOffset;
      return;
    }
    int lhsAxis = op.numbers().lhs().get(axis + 2);
    int rhsAxis = op.numbers().rhs().get(axis + 2);
    int apart = op.lhsDilation().get(axis);
    for (int i = 0; i < rhs.dim(rhsAxis); i++) {
      int position = starts[axis] + i * op.rhsDilation().get(axis);
      if (position >= 0 && position % apart == 0 && position / apart < lhs.dim(lhsAxis)) {
        collect(
            starts,
            axis + 1,
            lhsOffset + position / apart * lhsStrides[lhsAxis],
            rhsOffset + i * rhsStrides[rhsAxis]);
      }
    }
  }
}

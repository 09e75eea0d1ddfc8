package org.juxta.tracer;

import java.util.Arrays;

/** A matrix of complex numbers that is written to: the frame of the reference factorisations. */
final class ComplexMatrix {
  final int rows;
  final int columns;
  private final Complex[] elements;

  private ComplexMatrix(int rows, int columns, Complex[] elements) {
    this.rows = rows;
    this.columns = columns;
    this.elements = elements;
  }

  static ComplexMatrix zeros(int rows, int columns) {
    Complex[] elements = new Complex[rows * columns];
    Arrays.fill(elements, Complex.ZERO);
    return new ComplexMatrix(rows, columns, elements);
  }

  static ComplexMatrix identity(int rows, int columns) {
    ComplexMatrix identity = zeros(rows, columns);
    for (int i = 0; i < Math.min(rows, columns); i++) {
      identity.set(i, i, Complex.ONE);
    }
    return identity;
  }

  /** Of parts in turn, row-major, from matrix {@code i} of a batch on. */
  static ComplexMatrix of(double[] parts, int i, int rows, int columns) {
    Complex[] elements = new Complex[rows * columns];
    int start = 2 * i * elements.length;
    for (int k = 0; k < elements.length; k++) {
      elements[k] = new Complex(parts[start + 2 * k], parts[start + 2 * k + 1]);
    }
    return new ComplexMatrix(rows, columns, elements);
  }

  void put(double[] parts, int i) {
    int start = 2 * i * elements.length;
    for (int k = 0; k < elements.length; k++) {
      elements[k].put(parts, start + 2 * k);
    }
  }

  Complex get(int row, int column) {
    return elements[row * columns + column];
  }

  void set(int row, int column, Complex value) {
    elements[row * columns + column] = value;
  }

  boolean isFinite() {
    return Arrays.stream(elements).allMatch(Complex::isFinite);
  }

  void fillNaN() {
    Arrays.fill(elements, new Complex(Double.NaN, Double.NaN));
  }

  /** The largest absolute value of a real or imaginary part. */
  double largest() {
    return Arrays.stream(elements)
        .mapToDouble(z -> Math.max(Math.abs(z.re()), Math.abs(z.im())))
        .max()
        .orElse(0);
  }

  ComplexMatrix copy() {
    return new ComplexMatrix(rows, columns, elements.clone());
  }

  ComplexMatrix times(double factor) {
    ComplexMatrix product = copy();
    Arrays.setAll(product.elements, k -> elements[k].times(factor));
    return product;
  }

  /** The conjugate of the transpose. */
  ComplexMatrix adjoint() {
    ComplexMatrix adjoint = zeros(/* rows= */ columns, /* columns= */ rows);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        adjoint.set(j, i, get(i, j).conjugate());
      }
    }
    return adjoint;
  }

  ComplexMatrix times(ComplexMatrix o) {
    ComplexMatrix product = zeros(rows, o.columns);
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < columns; k++) {
        for (int j = 0; j < o.columns; j++) {
          product.set(i, j, product.get(i, j).plus(get(i, k).times(o.get(k, j))));
        }
      }
    }
    return product;
  }

  /** The first rows and columns. */
  ComplexMatrix corner(int newRows, int newColumns) {
    ComplexMatrix corner = zeros(newRows, newColumns);
    for (int i = 0; i < newRows; i++) {
      for (int j = 0; j < newColumns; j++) {
        corner.set(i, j, get(i, j));
      }
    }
    return corner;
  }

  void scaleColumn(int column, Complex factor) {
    for (int i = 0; i < rows; i++) {
      set(i, column, get(i, column).times(factor));
    }
  }

  void scaleRow(int row, Complex factor) {
    for (int j = 0; j < columns; j++) {
      set(row, j, get(row, j).times(factor));
    }
  }

  /** Columns p and q turned by the angle of cosine c and sine s. */
  void rotateColumns(int p, int q, double c, double s) {
    for (int i = 0; i < rows; i++) {
      Complex x = get(i, p);
      Complex y = get(i, q);
      set(i, p, x.times(c).minus(y.times(s)));
      set(i, q, x.times(s).plus(y.times(c)));
    }
  }

  void rotateRows(int p, int q, double c, double s) {
    for (int j = 0; j < columns; j++) {
      Complex x = get(p, j);
      Complex y = get(q, j);
      set(p, j, x.times(c).minus(y.times(s)));
      set(q, j, x.times(s).plus(y.times(c)));
    }
  }

  void swapRows(int p, int q) {
    for (int j = 0; j < columns; j++) {
      Complex x = get(p, j);
      set(p, j, get(q, j));
      set(q, j, x);
    }
  }

  /** The product of the conjugate of column p with column q. */
  Complex dot(int p, int q) {
    Complex sum = Complex.ZERO;
    for (int i = 0; i < rows; i++) {
      sum = sum.plus(get(i, p).conjugate().times(get(i, q)));
    }
    return sum;
  }

  /** With rows and columns in the opposite order. */
  ComplexMatrix turned() {
    ComplexMatrix turned = zeros(rows, columns);
    for (int k = 0; k < elements.length; k++) {
      turned.elements[elements.length - 1 - k] = elements[k];
    }
    return turned;
  }

  /** Real numbers, row-major. */
  static ComplexMatrix real(double[] values, int rows, int columns) {
    ComplexMatrix real = zeros(rows, columns);
    Arrays.setAll(real.elements, k -> new Complex(values[k], 0));
    return real;
  }

  /** Columns in another order. */
  ComplexMatrix columns(int[] order) {
    ComplexMatrix result = zeros(rows, order.length);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < order.length; j++) {
        result.set(i, j, get(i, order[j]));
      }
    }
    return result;
  }
}

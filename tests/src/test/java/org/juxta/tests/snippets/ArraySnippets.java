package org.juxta.tests.snippets;

import static org.juxta.Index.all;
import static org.juxta.Index.ellipsis;
import static org.juxta.Index.index;
import static org.juxta.Index.newAxis;
import static org.juxta.Index.range;
import static org.juxta.Index.step;
import static org.juxta.Index.to;

import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.DType;

/** Arrays, their parts and their updates. */
final class ArraySnippets {
  private ArraySnippets() {}

  static void array() {
    // @start region="array"
    Array x = Np.array(new float[][] {{1, 2, 3}, {4, 5, 6}});
    System.out.println(x.type()); // F32(2, 3)
    System.out.println(x.mul(2).sum(0)); // [10. 14. 18.]
    System.out.println(x.matmul(x.transpose()));
    // [[14. 32.]
    //  [32. 77.]]
    System.out.println(x.sum().toDouble()); // 21.0
    // @end
  }

  static void weakNumbers() {
    // @start region="weakNumbers"
    Array ints = Np.array(1, 2, 3);
    System.out.println(ints.mul(2).dtype()); // I32
    System.out.println(ints.mul(0.5)); // [0.5 1.  1.5]
    System.out.println(ints.mul(0.5).dtype()); // F32
    System.out.println(Np.array(1.0, 2.0).mul(0.5).dtype()); // F64
    // @end
  }

  static void indices() {
    // @start region="indices"
    Array x = Np.arange(12).reshape(3, 4);
    System.out.println(x.get(1)); // [4 5 6 7]
    System.out.println(x.get(all(), range(1, 3)));
    // [[ 1  2]
    //  [ 5  6]
    //  [ 9 10]]
    System.out.println(x.get(to(1), step(-1))); // [[3 2 1 0]]
    System.out.println(x.get(ellipsis(), index(Np.array(0, 0, 3))).shape()); // (3, 3)
    System.out.println(x.get(newAxis(), index(2)).shape()); // (1, 4)
    // @end
  }

  static void at() {
    // @start region="at"
    Array x = Np.zeros(DType.I32, 2, 3);
    Array y = x.at(0, 1).set(7);
    System.out.println(y);
    // [[0 7 0]
    //  [0 0 0]]
    System.out.println(y.at(all(), index(1)).add(1));
    // [[0 8 0]
    //  [0 1 0]]
    System.out.println(Np.zeros(3).at(Np.array(0, 2, 2)).add(1)); // [1. 0. 2.]
    System.out.println(x.sum()); // 0
    // @end
  }

  static void sort() {
    // @start region="sort"
    Array x = Np.array(3.0, 1.0, 2.0);
    System.out.println(Np.sort(x)); // [1. 2. 3.]
    System.out.println(Np.sort(x, 0, true)); // [3. 2. 1.]
    System.out.println(Np.argsort(x)); // [1 2 0]
    // @end
  }

  static void quantile() {
    // @start region="quantile"
    Array x = Np.array(4.0, 1.0, 3.0, 2.0);
    System.out.println(Np.quantile(x, Np.array(0.25, 0.5))); // [1.75 2.5 ]
    // @end
  }
}

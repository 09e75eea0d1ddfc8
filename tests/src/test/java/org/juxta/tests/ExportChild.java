package org.juxta.tests;

import java.nio.file.Path;
import java.util.Map;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.transforms.Exported;

/** Runs an exported function of a record {@code Params} in a process of its own. */
final class ExportChild {
  private ExportChild() {}

  public static void main(String[] arguments) throws ClassNotFoundException {
    Exported function = Exported.load(Path.of(arguments[0]));
    Array w = Np.array(new float[][] {{1, 2}, {3, 4}});
    Array b = Np.array(new float[] {1, -1});
    Array x = Np.array(new float[] {0.5f, 2});
    System.out.println(function.inputNames());
    System.out.println(function.call(w, b, x));
    Object result = function.apply(Object.class, Map.of("w", w, "b", b), x);
    System.out.println(result instanceof Map ? "map " + result : "record " + result);
  }
}

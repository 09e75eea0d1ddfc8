package org.juxta.tests.snippets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.transforms.Export;
import org.juxta.transforms.Exported;
import org.juxta.transforms.Grad;

/** Functions in files. */
final class ExportSnippets {
  private ExportSnippets() {}

  static void export() throws IOException {
    Path folder = Files.createTempDirectory("functions");
    // @start region="export"
    Path file = folder.resolve("slope.juxta");
    Exported slope = Export.of(Grad.of((Array x) -> x.mul(x).sum()), Np.zeros(3));
    slope.save(file);
    System.out.println(slope.inputNames()); // [argument 1]
    // @end
  }

  static void load() throws IOException {
    Path folder = Files.createTempDirectory("functions");
    Path file = folder.resolve("slope.juxta");
    Export.of(Grad.of((Array x) -> x.mul(x).sum()), Np.zeros(3)).save(file);
    // @start region="load"
    Exported slope = Exported.load(file); // in another process, without the code of the function
    System.out.println(slope.call(Np.array(1f, 2f, 3f)).getFirst()); // [2. 4. 6.]
    // @end
  }
}

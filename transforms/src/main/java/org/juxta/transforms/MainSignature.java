package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The signature of a bare module, which the text of its function {@code @main} tells. */
final class MainSignature {
  private static final byte[] MAGIC = {'M', 'L', (byte) 0xEF, 'R'};
  private static final Pattern MAIN = Pattern.compile("func\\.func (public )?@main\\(");
  private static final Pattern TENSOR =
      Pattern.compile("tensor<((?:\\d+x)*)(complex<f(?:32|64)>|[a-z]+[0-9A-Za-z]*)>");

  private MainSignature() {}

  static boolean isBytecode(byte[] bytes) {
    for (int i = 0; i < MAGIC.length; i++) {
      if (bytes.length <= i || bytes[i] != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  /** Of a module's text. */
  static ExportSignature of(String text) {
    Matcher main = MAIN.matcher(text);
    if (!main.find()) {
      throw new ExportException("the module has no function @main");
    }
    int end = text.indexOf('\n', main.end());
    String line = text.substring(main.end(), end < 0 ? text.length() : end);
    int close = closing(line);
    List<SymbolicType> inputs = types(line.substring(0, close));
    List<SymbolicType> outputs = types(line.substring(close));
    return new ExportSignature(
        "main",
        List.of(),
        false,
        List.of(),
        ExportSignature.leaves(numbered("argument ", inputs.size()), inputs),
        ExportSignature.leaves(numbered("result ", outputs.size()), outputs),
        null,
        null);
  }

  private static List<String> numbered(String what, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      names.add(what + i);
    }
    return names;
  }

  /** Where the parenthesis that is open at the start is closed; those in strings do not count. */
  private static int closing(String line) {
    int open = 1;
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && (i == 0 || line.charAt(i - 1) != '\\')) {
        quoted = !quoted;
      } else if (!quoted) {
        open += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (open == 0) {
          return i;
        }
      }
    }
    throw new ExportException("the function @main has no end of arguments");
  }

  private static List<SymbolicType> types(String text) {
    String bare = text.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "");
    if (bare.contains("tensor<?") || bare.contains("x?x") || bare.contains("!stablehlo")) {
      throw new ExportException(
          "the function @main has arguments or results that are no arrays of fixed size; a file of"
              + " jax.export says how to refine sizes, a bare module does not");
    }
    List<SymbolicType> types = new ArrayList<>();
    Matcher tensor = TENSOR.matcher(bare);
    while (tensor.find()) {
      List<String> dims = new ArrayList<>();
      for (String dim : tensor.group(1).split("x", -1)) {
        if (!dim.isEmpty()) {
          dims.add(dim);
        }
      }
      types.add(new SymbolicType(ExportJson.dtype(dtype(tensor.group(2))), dims));
    }
    return types;
  }

  /** Juxta's name of MLIR's element type. */
  private static String dtype(String element) {
    return switch (element) {
      case "i1" -> "BOOL";
      case "complex<f32>" -> "C64";
      case "complex<f64>" -> "C128";
      default -> element.replaceFirst("^ui", "u").toUpperCase(Locale.ROOT);
    };
  }
}

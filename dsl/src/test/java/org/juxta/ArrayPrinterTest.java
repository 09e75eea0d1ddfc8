package org.juxta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.HostArray;

/**
 * Arrays are printed as NumPy 2.4 prints them: {@code array-printer.txt}, which {@code
 * array-printer.py} wrote.
 */
class ArrayPrinterTest {
  /** Another file of cases may be named, to check more than are kept. */
  private static final String FILE = "juxta.test.arrayPrinter";

  private record Case(HostArray array, String text) {}

  @Test
  void everyArrayIsPrintedAsNumPyPrintsIt() {
    List<Case> cases = read();
    assertThat(cases).hasSizeGreaterThan(400);
    for (Case c : cases) {
      assertThat(ArrayPrinter.toString(c.array)).as("%s", c.array.type()).isEqualTo(c.text);
    }
  }

  private static List<Case> read() {
    List<String> lines = lines();
    List<Case> cases = new ArrayList<>();
    int i = 0;
    while (i < lines.size()) {
      String[] head = lines.get(i).split(" ", 2);
      HostArray array = array(DType.valueOf(head[0]), head[1], lines.get(i + 1));
      i += 2;
      List<String> text = new ArrayList<>();
      for (; i < lines.size() && lines.get(i).startsWith("|"); i++) {
        text.add(lines.get(i).substring(1));
      }
      cases.add(new Case(array, String.join("\n", text)));
    }
    return cases;
  }

  private static List<String> lines() {
    String file = System.getProperty(FILE);
    try {
      if (file != null) {
        return Files.readAllLines(Path.of(file));
      }
      try (InputStream in =
              Objects.requireNonNull(
                  ArrayPrinterTest.class.getResourceAsStream("array-printer.txt"));
          BufferedReader reader =
              new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        return reader.lines().toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HostArray array(DType dtype, String dims, String data) {
    int[] shape =
        dims.isEmpty()
            ? new int[0]
            : Arrays.stream(dims.split(",")).mapToInt(Integer::parseInt).toArray();
    ArrayType type = ArrayType.of(dtype, shape);
    int size = type.shape().size();
    String[] words = data.isEmpty() ? new String[0] : data.split(" ");
    if (size > 0 && words[0].equals("ramp")) {
      return ramp(type, words[1], words[2]);
    }
    assertThat(words).hasSize(size);
    HostArray array = HostArray.allocate(type);
    for (int i = 0; i < size; i++) {
      long bits = Long.parseUnsignedLong(words[i], 16);
      switch (array.data()) {
        case float[] a -> a[i] = Float.intBitsToFloat((int) bits);
        case double[] a -> a[i] = Double.longBitsToDouble(bits);
        case int[] a -> a[i] = (int) bits;
        case long[] a -> a[i] = bits;
        case byte[] a -> a[i] = (byte) bits;
        default -> throw new AssertionError(type);
      }
    }
    return array;
  }

  private static HostArray ramp(ArrayType type, String start, String step) {
    HostArray array = HostArray.allocate(type);
    for (int i = 0; i < array.size(); i++) {
      switch (array.data()) {
        case float[] a -> a[i] = (float) (Double.parseDouble(start) + i * Double.parseDouble(step));
        case double[] a -> a[i] = Double.parseDouble(start) + i * Double.parseDouble(step);
        case int[] a -> a[i] = (int) (Long.parseLong(start) + i * Long.parseLong(step));
        case long[] a -> a[i] = Long.parseLong(start) + i * Long.parseLong(step);
        default -> throw new AssertionError(type);
      }
    }
    return array;
  }
}

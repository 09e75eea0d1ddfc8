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

  @Test
  void complexNumbersInTwoColumns() {
    assertThat(complex(1, 2, 3, -4)).hasToString("[1.+2.j 3.-4.j]");
    assertThat(complex(1.5, 2, -3.25, -4)).hasToString("[ 1.5 +2.j -3.25-4.j]");
    assertThat(complex(1e10, 1, 2, 0)).hasToString("[1.e+10+1.j 2.e+00+0.j]");
    assertThat(complex(Double.NaN, 1, 1, -2)).hasToString("[nan+1.j  1.-2.j]");
    double inf = Double.POSITIVE_INFINITY;
    assertThat(complex(1, inf, -inf, Double.NaN)).hasToString("[  1.+infj -inf+nanj]");
    assertThat(complex(1, -inf, 2, 0)).hasToString("[1.-infj 2. +0.j]");
    assertThat(complex(0.1, 0.2, 1 / 3.0, -2 / 3.0))
        .hasToString("[0.1       +0.2j        0.33333333-0.66666667j]");
    assertThat(complex(0.1, 0.2, 1 / 3.0, -2 / 3.0).astype(DType.C64))
        .hasToString("[0.1       +0.2j       0.33333334-0.6666667j]");
    assertThat(complex(1e-7, 1, 123456789, 2.5))
        .hasToString("[1.00000000e-07+1.j  1.23456789e+08+2.5j]");
  }

  private static Array complex(double... parts) {
    Array pairs = Np.array(parts).reshape(-1, 2);
    return Np.complex(
        pairs.get(Index.all(), Index.index(0)), pairs.get(Index.all(), Index.index(1)));
  }

  @Test
  void singleComplexNumbers() {
    assertThat(Np.complex(1, 2)).hasToString("(1+2j)");
    assertThat(Np.complex(-1.5, 0)).hasToString("(-1.5+0j)");
    assertThat(Np.complex(0, 1)).hasToString("1j");
    assertThat(Np.complex(-0.0, -1)).hasToString("(-0-1j)");
    assertThat(Np.complex(1e20, 1).astype(DType.C128)).hasToString("(1e+20+1j)");
    assertThat(Np.complex(Double.NaN, Double.POSITIVE_INFINITY)).hasToString("(nan+infj)");
    assertThat(Np.complex(0.1, 1e-7).astype(DType.C128)).hasToString("(0.1+1e-07j)");
  }

  @Test
  void floatsOf16Bits() {
    assertThat(Np.array(1.0, 2.5).astype(DType.F16)).hasToString("[1.  2.5]");
    assertThat(Np.array(999.0, 0.5).astype(DType.F16)).hasToString("[9.99e+02 5.00e-01]");
    assertThat(Np.array(1e-4, 1.0).astype(DType.F16)).hasToString("[1.e-04 1.e+00]");
    assertThat(Np.array(65504.0, 1.0).astype(DType.F16)).hasToString("[6.55e+04 1.00e+00]");
    assertThat(Np.array(0.1, 0.2, 0.3).astype(DType.F16)).hasToString("[0.1 0.2 0.3]");
    assertThat(Np.array(1234.0).astype(DType.F16)).hasToString("1.234e+03");
    assertThat(Np.array(6e-8).astype(DType.F16)).hasToString("6e-08");
    assertThat(Np.array(0.1, 0.2, 0.3).astype(DType.BF16))
        .hasToString("[0.100098 0.200195 0.300781]");
    assertThat(Np.array(-1.0, 3000).astype(DType.BF16)).hasToString("[-1 3008]");
    assertThat(Np.array(6e-8).astype(DType.BF16)).hasToString("6.00703e-08");
    assertThat(Np.array(Double.NaN).astype(DType.BF16)).hasToString("nan");
  }

  @Test
  void unsignedIntegers() {
    assertThat(Np.array(-1, 1).astype(DType.U8)).hasToString("[255   1]");
    assertThat(Np.array(-1L, 1L).astype(DType.U64))
        .hasToString("[18446744073709551615                    1]");
  }
}

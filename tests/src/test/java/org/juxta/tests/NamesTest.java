package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table of names, {@code docs/names.tsv}: which member of Juxta does what a public name of JAX
 * does, or why none does. Each member is there and public, no name of JAX's is left out, and as
 * many as promised have a member. The table is kept by hand: whoever adds a function adds it there.
 */
class NamesTest {
  /** How much of a section or group must be there, in percent of the names that apply. */
  private record Goal(String of, int core, int useful) {}

  /**
   * What holds; to be raised as names are added, up to all of C and 90 % of U in jax.numpy, random,
   * nn and scipy.
   */
  private static final List<Goal> GOALS =
      List.of(
          new Goal("jax.numpy", 100, 94),
          new Goal("jax.numpy / jnp: array creation", 100, 100),
          new Goal("jax.numpy / jnp: elementwise arithmetic", 100, 100),
          new Goal("jax.numpy / jnp: exponentials and trigonometry", 100, 100),
          new Goal("jax.numpy / jnp: comparison, logic, predicates", 100, 100),
          new Goal("jax.numpy / jnp: bit operations", 100, 100),
          new Goal("jax.numpy / jnp: reductions and statistics", 100, 100),
          new Goal("jax.numpy / jnp: shape and layout", 100, 100),
          new Goal("jax.numpy / jnp: indexing, gather, scatter, sorting, sets", 100, 100),
          new Goal("jax.numpy / jnp: products, einsum, functional", 100, 100),
          new Goal("jax.numpy / jnp: polynomials and windows", 100, 66),
          new Goal("jax.numpy / jnp: complex", 100, 100),
          new Goal("jax.numpy / jnp: dtypes and type logic", 100, 55),
          new Goal("jax.numpy / jnp: constants", 100, 100),
          new Goal("jax.numpy / jnp: I/O and printing", 100, 100),
          new Goal("jax.numpy / jnp: submodules", 100, 100),
          new Goal("jax.numpy / jnp.linalg", 100, 80),
          new Goal("jax.numpy / jnp.fft", 100, 100),
          new Goal("jax.random", 100, 100),
          new Goal("jax.nn", 100, 100),
          new Goal("jax.scipy", 100, 96),
          new Goal("jax.lax", 100, 95),
          new Goal("jax.Array", 100, 100),
          new Goal("jax (top level)", 100, 90),
          new Goal("Pytrees", 100, 100),
          new Goal("Custom derivatives, batching, rematerialisation", 100, 100),
          new Goal("Debugging, profiling, errors, tests", 100, 83),
          new Goal("AOT, export, compiler interface", 100, 70),
          new Goal("dtypes, typing, ops, image, dlpack, refs", 100, 100));

  /**
   * A line of the table. A reason that begins with one of these says that there is nothing to do.
   */
  private static final List<String> DOES_NOT_APPLY =
      List.of(
          "Python only: ",
          "The JVM does it: ",
          "Arrays are immutable: ",
          "Deprecated in JAX: ",
          "One device at a time: ");

  private record Name(
      String page,
      String section,
      String group,
      String tier,
      String name,
      String member,
      String reason) {
    static Name of(String line) {
      String[] columns = line.split("\t", -1);
      assertThat(columns).as(line).hasSize(7);
      return new Name(
          columns[0], columns[1], columns[2], columns[3], columns[4], columns[5], columns[6]);
    }

    String key() {
      return String.join("\t", page, section, group, tier, name);
    }

    boolean isThere() {
      return !member.equals("-");
    }

    boolean applies() {
      return isThere() || DOES_NOT_APPLY.stream().noneMatch(reason::startsWith);
    }
  }

  private static List<Name> table() {
    String text = ProjectFolder.text(ProjectFolder.root().resolve("docs/names.tsv"));
    return text.lines().skip(1).map(Name::of).toList();
  }

  @Test
  void everyNameOfJaxHasALine() {
    try (InputStream in = NamesTest.class.getResourceAsStream("/names/jax.tsv")) {
      String names = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      assertThat(table().stream().map(Name::key)).containsExactlyElementsOf(names.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyMemberIsThereAndPublic() {
    List<String> missing = new ArrayList<>();
    for (Name name : table()) {
      if (name.isThere()) {
        for (String member : name.member().split(", ", -1)) {
          if (!isPublic(member)) {
            missing.add(name.name() + ": " + member);
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void aMissingMemberHasAReason() {
    assertThat(table())
        .allSatisfy(name -> assertThat(name.reason().isEmpty()).isEqualTo(name.isThere()));
  }

  private static boolean isPublic(String member) {
    String[] parts = member.split("#", -1);
    try {
      Class<?> type = Class.forName(parts[0]);
      return Modifier.isPublic(type.getModifiers()) && (parts.length == 1 || has(type, parts[1]));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static boolean has(Class<?> type, String name) {
    Stream<String> methods = Arrays.stream(type.getMethods()).map(Method::getName);
    Stream<String> fields = Arrays.stream(type.getFields()).map(Field::getName);
    return Stream.concat(methods, fields).anyMatch(name::equals);
  }

  /** How many names of one tier apply, and how many of them have a member. */
  private record Coverage(long there, long all) {
    static Coverage of(List<Name> names, String tier) {
      Predicate<Name> counts = name -> name.tier().equals(tier) && name.applies();
      return new Coverage(
          names.stream().filter(counts).filter(Name::isThere).count(),
          names.stream().filter(counts).count());
    }

    boolean reaches(int percent) {
      return 100 * there >= percent * all;
    }

    @Override
    public String toString() {
      return all == 0 ? "none" : "%d of %d (%d %%)".formatted(there, all, 100 * there / all);
    }
  }

  @Test
  void asManyNamesAsPromisedHaveAMember() {
    Map<String, List<Name>> parts = new LinkedHashMap<>();
    for (Name name : table()) {
      parts.computeIfAbsent(name.section(), _ -> new ArrayList<>()).add(name);
      if (!name.group().equals(name.section())) {
        parts
            .computeIfAbsent(name.section() + " / " + name.group(), _ -> new ArrayList<>())
            .add(name);
      }
    }
    parts.forEach(
        (part, names) ->
            System.out.println(
                "names of "
                    + part
                    + ": C "
                    + Coverage.of(names, "C")
                    + ", U "
                    + Coverage.of(names, "U")));
    List<String> below = new ArrayList<>();
    for (Goal goal : GOALS) {
      List<Name> names = parts.get(goal.of());
      assertThat(names).as(goal.of()).isNotNull();
      if (!Coverage.of(names, "C").reaches(goal.core())
          || !Coverage.of(names, "U").reaches(goal.useful())) {
        below.add(goal.toString());
      }
    }
    assertThat(below).isEmpty();
  }
}

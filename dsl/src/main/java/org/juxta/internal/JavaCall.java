package org.juxta.internal;

import io.vavr.Function1;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Call;
import org.juxta.tracer.Effect;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.HostFunction;
import org.juxta.tracer.SourceLine;
import org.juxta.tracer.VmapMethod;

/** Calls of users' Java functions. */
public final class JavaCall {
  private JavaCall() {}

  /**
   * A user's function.
   *
   * @param given what the user gave, by which functions are told apart
   * @param f that as a function of arrays that have values
   */
  public record Function(Object given, Function1<List<Array>, List<Array>> f)
      implements HostFunction {
    @Override
    public List<HostArray> apply(List<HostArray> arguments) {
      List<HostArray> results = new ArrayList<>();
      for (Array result : f.apply(Primitives.wrap(arguments))) {
        results.add(result.toHost());
      }
      return results;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Function that && given.equals(that.given);
    }

    @Override
    public int hashCode() {
      return given.hashCode();
    }
  }

  /** Runs {@code action}, which has no results. */
  public static List<Array> nothing(Runnable action) {
    action.run();
    return List.of();
  }

  /**
   * The results of a call of {@code function}.
   *
   * @param what who asks for it, such as {@code Callback.pure}
   */
  public static List<Array> bind(
      String what,
      Function function,
      List<ArrayType> results,
      Effect effect,
      VmapMethod vmap,
      List<Array> xs) {
    String described = "the function of " + what + " at " + SourceLine.here();
    int number = Call.HostCall.UNNUMBERED;
    return Primitives.bind(
        new Call.HostCall(function, described, results, effect, vmap, number), xs);
  }
}

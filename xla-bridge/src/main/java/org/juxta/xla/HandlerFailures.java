package org.juxta.xla;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.CallbackException;

/**
 * What Java functions threw when compiled programs called them, kept until the error of the program
 * arrives where it was run. An error may be asked for more than once, so the last ones are kept.
 */
final class HandlerFailures {
  private static final int KEPT = 100;
  private static final Pattern NUMBER = Pattern.compile("\\[Java exception (\\d+)]");

  private static final Map<Long, Failure> FAILURES =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Failure> eldest) {
          return size() > KEPT;
        }
      };

  private static long last = 0;

  private HandlerFailures() {}

  private record Failure(String what, Throwable cause) {}

  /** Keeps what the handler of {@code target} threw; the message for the native error. */
  static String keep(String target, Throwable thrown) {
    Failure failure =
        thrown instanceof CallbackException known && known.getCause() != null
            ? new Failure(known.what(), known.getCause())
            : new Failure("the handler of custom calls @" + target, thrown);
    synchronized (FAILURES) {
      FAILURES.put(++last, failure);
      return failure.what + " failed [Java exception " + last + "]";
    }
  }

  /** The exception that a native message tells of, if it does. */
  static @Nullable CallbackException find(String message) {
    Matcher number = NUMBER.matcher(message);
    if (!number.find()) {
      return null;
    }
    synchronized (FAILURES) {
      Failure failure = FAILURES.get(Long.parseLong(number.group(1)));
      return failure == null ? null : new CallbackException(failure.what, failure.cause);
    }
  }
}

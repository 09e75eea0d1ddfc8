package org.juxta.probability;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;

/**
 * An interpretation of a model's statements. Handlers are stacked: a statement goes through them
 * from the innermost outwards, then gets a value if none of them gave one, and is shown to them
 * once more as a finished site, from the outermost inwards. As NumPyro's {@code Messenger}.
 */
interface Handler {
  /** The handlers of this thread's running model. */
  ScopedValue<Stack> STACK = ScopedValue.newInstance();

  /** A stack of handlers by its innermost one. */
  record Stack(Handler handler, @Nullable Stack outer) {}

  /** The statement as it goes on outwards. */
  default Message process(Message message) {
    return message;
  }

  /** Sees the site that has come of the statement. */
  default void finish(Site site) {}

  /** What holds once the handled body has been run to its end. */
  default void close() {}

  /** The stack now, null outside any handler. */
  static @Nullable Stack current() {
    return STACK.isBound() ? STACK.get() : null;
  }

  /** Runs {@code body} with {@code handler} as the innermost. */
  static <T extends @Nullable Object> T run(Handler handler, Supplier<T> body) {
    Stack inner = new Stack(handler, current());
    T result = ScopedValue.where(STACK, inner).call(body::get);
    handler.close();
    return result;
  }

  /** Takes a statement through the stack, to its value. */
  static Array perform(Message statement) {
    Message message = statement;
    List<Handler> reached = new ArrayList<>();
    for (Stack s = current(); s != null && !message.stopped(); s = s.outer) {
      reached.add(s.handler);
      message = s.handler.process(message);
    }
    Array value = message.resolve();
    Site site = message.site(value);
    reached.reversed().forEach(handler -> handler.finish(site));
    return value;
  }
}

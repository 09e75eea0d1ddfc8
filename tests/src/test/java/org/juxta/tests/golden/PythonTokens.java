package org.juxta.tests.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of Python cut into tokens, with a place to read from. */
final class PythonTokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<number>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)|(?<name>[A-Za-z_]\\w*)"
              + "|(?<string>'[^']*'|\"[^\"]*\")|(?<operator>\\*\\*|//|<<|>>|<=|>=|==|!=|\\+=|-=|\\*=|/=|[-+*/%@<>()\\[\\]{},:.=~&|^]))");

  enum Kind {
    NUMBER,
    NAME,
    STRING,
    OPERATOR,
    END
  }

  record Token(Kind kind, String text) {}

  private final List<Token> tokens = new ArrayList<>();
  private final String source;
  private int at;

  PythonTokens(String source) {
    this.source = source;
    Matcher matcher = TOKEN.matcher(source);
    int end = 0;
    while (!source.substring(end).isBlank()) {
      if (!matcher.find(end) || matcher.start() != end) {
        throw error("not understood from character " + end);
      }
      tokens.add(token(matcher));
      end = matcher.end();
    }
  }

  private static Token token(Matcher matcher) {
    for (Kind kind : new Kind[] {Kind.NUMBER, Kind.NAME, Kind.STRING, Kind.OPERATOR}) {
      String text = matcher.group(kind.name().toLowerCase(java.util.Locale.ROOT));
      if (text != null) {
        return new Token(kind, text);
      }
    }
    throw new IllegalStateException("a token of no kind: " + matcher);
  }

  IllegalArgumentException error(String what) {
    return new IllegalArgumentException(what + ": " + source);
  }

  Token peek() {
    return at < tokens.size() ? tokens.get(at) : new Token(Kind.END, "");
  }

  Token next() {
    Token token = peek();
    at++;
    return token;
  }

  /** Whether the next token is this operator or keyword. */
  boolean sees(String text) {
    return peek().kind() != Kind.STRING && peek().text().equals(text);
  }

  boolean seesAhead(int distance, String text) {
    return at + distance < tokens.size() && tokens.get(at + distance).text().equals(text);
  }

  /** Takes the next token if it is this operator or keyword. */
  boolean take(String text) {
    boolean seen = sees(text);
    at += seen ? 1 : 0;
    return seen;
  }

  void expect(String text) {
    if (!take(text)) {
      throw error("expected " + text + " but found " + peek().text());
    }
  }

  String name() {
    if (peek().kind() != Kind.NAME) {
      throw error("expected a name but found " + peek().text());
    }
    return next().text();
  }

  void end() {
    if (peek().kind() != Kind.END) {
      throw error("not understood from " + peek().text());
    }
  }
}

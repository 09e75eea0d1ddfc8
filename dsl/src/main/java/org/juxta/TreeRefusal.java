package org.juxta;

/**
 * On its way up from a value that can't be in a tree to the root, gathering the path. Never leaves
 * the package.
 */
final class TreeRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String path;

  TreeRefusal(String problem) {
    this("", problem);
  }

  private TreeRefusal(String path, String problem) {
    super(problem, null, false, false);
    this.path = path;
  }

  TreeRefusal under(String step) {
    return new TreeRefusal(step + path, getMessage());
  }

  TreeException atRoot() {
    String place = TreePath.tidy(path);
    return new TreeException((place.isEmpty() ? "not a tree" : place) + ": " + getMessage());
  }
}

package org.juxta.tests.golden;

/** All that Juxta has of the libraries that the cases come from. */
final class LibraryFunctions {
  private LibraryFunctions() {}

  static Functions create() {
    Functions functions = new Functions();
    PythonBasics.define(functions);
    NumpyElementwise.define(functions);
    NumpyShapes.define(functions);
    NumpyReductions.define(functions);
    NumpyIndexing.define(functions);
    NumpyProducts.define(functions);
    LinalgFunctions.define(functions);
    LaxFunctions.define(functions);
    JaxFunctions.define(functions);
    SpecialFunctions.define(functions);
    ScipyFunctions.define(functions);
    SignalFunctions.define(functions);
    StatsFunctions.define(functions);
    NumpySets.define(functions);
    LaxParts.define(functions);
    ArrayMethods.define(functions);
    return functions;
  }
}

package org.juxta.tests.golden;

/** Python's None, JSON's null. */
enum None {
  NONE
}

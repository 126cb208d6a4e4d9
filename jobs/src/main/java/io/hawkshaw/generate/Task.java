package io.hawkshaw.generate;

/** Something that is done again and again: an operation, and how its request is written. */
record Task(Operation operation, Template request) {

  static Task of(Operation operation) {
    return new Task(operation.bare(), Template.of(operation.request()));
  }
}

"""One file per system: a stack that composes constructs and holds no resource of its own."""

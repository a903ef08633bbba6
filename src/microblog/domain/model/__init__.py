"""Things: attrs classes and pure rules. No clock, no randomness, no I/O."""

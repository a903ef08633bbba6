"""Moving everything to another storage, and keeping a copy of it."""

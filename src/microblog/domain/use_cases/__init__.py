"""Actions: one class per thing that a person or a timer can do."""

"""Following, and being asked to be followed."""

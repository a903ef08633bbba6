"""Not reading what one does not want to read."""

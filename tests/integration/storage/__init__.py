"""One suite for each port of the storage, run over every storage."""

"""Storage adapters: the same file names in each folder."""

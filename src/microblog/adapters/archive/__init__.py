"""Archives in files."""

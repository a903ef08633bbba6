"""Posts: writing, changing, deleting and reading them."""

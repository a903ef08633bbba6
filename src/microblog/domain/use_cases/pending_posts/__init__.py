"""Posts that are not out yet: scheduling, keeping, changing and publishing them."""

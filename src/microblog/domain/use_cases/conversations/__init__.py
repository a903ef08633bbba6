"""What people write to each other alone."""

"""What many people write about and care for."""

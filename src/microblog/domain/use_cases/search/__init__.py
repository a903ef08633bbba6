"""Finding posts, people and hashtags."""

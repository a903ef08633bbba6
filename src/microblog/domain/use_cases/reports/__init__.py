"""What people tell the moderators of others, and what becomes of it."""

"""People: how they come, what they tell of themselves, how they go."""

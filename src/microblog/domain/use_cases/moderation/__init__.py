"""What moderators do about accounts."""

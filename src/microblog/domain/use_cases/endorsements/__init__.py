"""Recommending others on one's profile."""

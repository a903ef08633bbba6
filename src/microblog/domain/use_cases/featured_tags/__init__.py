"""Featuring hashtags on one's profile."""

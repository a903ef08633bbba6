"""Keeping others away."""

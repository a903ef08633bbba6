"""Passwords: changing them and losing them."""

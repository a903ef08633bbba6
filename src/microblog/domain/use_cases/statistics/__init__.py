"""Counting what happens on the server."""

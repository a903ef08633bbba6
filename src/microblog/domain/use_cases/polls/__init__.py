"""Asking and voting."""

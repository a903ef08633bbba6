"""Timelines: lists of posts."""

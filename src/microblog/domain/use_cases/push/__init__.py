"""Telling apps at once what people are told."""

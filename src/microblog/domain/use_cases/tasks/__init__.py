"""Doing what waits in the outbox, and what time itself asks for."""

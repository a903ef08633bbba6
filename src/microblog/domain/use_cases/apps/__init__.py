"""Letting programs act for people, by the rules of OAuth 2 (RFC 6749)."""

"""The OAuth 2 server (RFC 6749), by which people let apps act for them.

What clients of Mastodon expect of it: https://docs.joinmastodon.org/methods/oauth/
"""

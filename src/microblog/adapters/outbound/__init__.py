"""Requests to other servers: the only place that makes any to addresses which others have given."""

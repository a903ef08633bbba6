"""The JSON that is answered, one shape per entity of https://docs.joinmastodon.org/entities/.

msgspec writes them, and the API's own description is made of them. Keys that only somebody signed in gets are left
out for others (``UNSET``).
"""

"""How far somebody has read."""

from msgspec import Struct

from microblog.adapters.web.mastodon_api.entities.formats import Id, Timestamp


class Marker(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/Marker/."""

    last_read_id: Id
    version: int
    updated_at: Timestamp

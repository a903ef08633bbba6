"""Hashtags that somebody features."""

from msgspec import Struct

from microblog.adapters.web.mastodon_api.entities.formats import Day, Id, Url


class FeaturedTag(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/FeaturedTag/."""

    id: Id
    name: str
    url: Url
    statuses_count: str
    """A number as text, as Mastodon has it."""
    last_status_at: Day | None

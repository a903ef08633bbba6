"""What a post is made of, before it is one."""

from attrs import frozen

from microblog.domain.model.poll import WantedPoll
from microblog.domain.model.post import Visibility
from microblog.domain.model.text import clean_line

MAX_IDEMPOTENCY_KEY = 200


@frozen
class PostContent:
    """What somebody wants to publish, as it was given."""

    text: str
    content_warning: str = ""
    visibility: Visibility = Visibility.PUBLIC
    language: str | None = None
    in_reply_to_id: int | None = None
    media_ids: tuple[int, ...] = ()
    sensitive: bool = False
    poll: WantedPoll | None = None


def check_key(key: str | None) -> str:
    """An idempotency key, empty for None. Raises ValidationError for `idempotency_key`."""
    if key is None:
        return ""
    return clean_line(key, field="idempotency_key", max_length=MAX_IDEMPOTENCY_KEY, required=True)

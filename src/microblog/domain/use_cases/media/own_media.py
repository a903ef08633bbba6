"""Find a picture that somebody wants to do something with."""

from microblog.domain.model.errors import NotFound
from microblog.domain.model.media import Media, MediaPurpose
from microblog.domain.model.page import MAX_ID
from microblog.ports.unit_of_work import UnitOfWork


def own_media(uow: UnitOfWork, account_id: int, media_id: int) -> Media:
    """The account's own picture, uploaded for a post. Raises NotFound."""
    media = uow.media.get(media_id) if 0 <= media_id <= MAX_ID else None
    if media is None or media.account_id != account_id or media.purpose is not MediaPurpose.POST:
        raise NotFound
    return media

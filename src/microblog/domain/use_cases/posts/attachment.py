"""Let a post show pictures, or a recording."""

from collections.abc import Mapping, Sequence

from attrs import evolve

from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.model.media import MAX_ATTACHED, Media, MediaState
from microblog.domain.use_cases.media.own_media import own_media
from microblog.domain.use_cases.media.upload_media import clean_description
from microblog.ports.unit_of_work import UnitOfWork


def check_media_ids(media_ids: Sequence[int]) -> tuple[int, ...]:
    """Each once, in their order. Raises ValidationError("media_ids", "too_many")."""
    ids = tuple(dict.fromkeys(media_ids))
    if len(ids) > MAX_ATTACHED:
        raise ValidationError("media_ids", "too_many", {"limit": MAX_ATTACHED})
    return ids


def media_for(
    uow: UnitOfWork,
    account_id: int,
    post_id: int,
    media_ids: Sequence[int],
    descriptions: Mapping[int, str] | None = None,
    *,
    pending_id: int | None = None,
) -> tuple[Media, ...]:
    """The pictures, or the one recording, as they are when the post shows them. The account was locked.

    `pending_id`: what the post was until now, whose they may be. Raises ValidationError for `media_ids`: `not_yours`
    for what is not the account's own or something else's, `not_ready` and `not_prepared` for recordings that still are
    to be prepared or could not be, `not_alone` for one beside others.
    """
    found = [_free_for(uow, account_id, media_id, (None, post_id), (None, pending_id)) for media_id in media_ids]
    _check_company(found)
    return tuple(
        evolve(
            media,
            post_id=post_id,
            pending_post_id=None,
            unused_since=None,
            description=(descriptions or {}).get(media.id, media.description),
        )
        for media in found
    )


def media_for_pending(
    uow: UnitOfWork,
    account_id: int,
    pending_id: int,
    media_ids: Sequence[int],
    descriptions: Mapping[int, str] | None = None,
) -> tuple[Media, ...]:
    """The pictures as they are while something that is not out yet keeps them. The account was locked.

    Raises ValidationError for `media_ids` as above.
    """
    found = [_free_for(uow, account_id, media_id, (None,), (None, pending_id)) for media_id in media_ids]
    _check_company(found)
    return tuple(
        evolve(
            media,
            pending_post_id=pending_id,
            unused_since=None,
            description=(descriptions or {}).get(media.id, media.description),
        )
        for media in found
    )


def clean_descriptions(descriptions: Mapping[int, str]) -> dict[int, str]:
    """Raises ValidationError for `description`."""
    return {media_id: clean_description(text) for media_id, text in descriptions.items()}


def _check_company(found: Sequence[Media]) -> None:
    if len(found) > 1 and any(not (media.attached.is_picture or media.looped) for media in found):
        raise ValidationError("media_ids", "not_alone")


def _free_for(
    uow: UnitOfWork, account_id: int, media_id: int, posts: Sequence[int | None], pending: Sequence[int | None]
) -> Media:
    try:
        media = own_media(uow, account_id, media_id)
    except NotFound:
        raise ValidationError("media_ids", "not_yours") from None
    if media.post_id not in posts or media.pending_post_id not in pending:
        raise ValidationError("media_ids", "not_yours")
    if media.state is not MediaState.READY:
        raise ValidationError("media_ids", "not_ready" if media.state is MediaState.PREPARING else "not_prepared")
    return media

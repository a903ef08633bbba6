"""From pictures and recordings to the entity of the API: https://docs.joinmastodon.org/entities/MediaAttachment/."""

from fractions import Fraction
from typing import Any

from microblog.adapters.web.mastodon_api.entities.status import MediaAttachment, MediaType
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.media import AttachedMedia


def attachment(media: AttachedMedia, addresses: Addresses) -> MediaAttachment:
    """What a status shows."""
    return MediaAttachment(
        id=str(media.media_id),
        type=_type(media),
        url=addresses.page(f"/media/{media.file_name}"),
        preview_url=addresses.page(f"/media/{media.preview_name}") if media.preview_width else None,
        remote_url=None,
        meta=_meta(media),
        description=media.description or None,
        blurhash=media.blurhash or None,
    )


def _type(media: AttachedMedia) -> MediaType:
    if media.is_picture:
        return "image"
    if media.is_video:
        return "gifv" if media.looped else "video"
    return "audio"


def _meta(media: AttachedMedia) -> dict[str, Any]:
    small = {"small": _measures(media.preview_width, media.preview_height)} if media.preview_width else {}
    if media.is_picture:
        return {"original": _measures(media.width, media.height), **small}
    seconds = media.duration / 1000
    original: dict[str, Any] = {"duration": seconds, "bitrate": media.bitrate}
    meta: dict[str, Any] = {"length": _length(media.duration), "duration": seconds}
    if media.is_video and media.height:
        meta |= {"fps": round(Fraction(media.frame_rate)), **_measures(media.width, media.height)}
        original |= {"width": media.width, "height": media.height, "frame_rate": media.frame_rate}
    return {**meta, "original": original, **small}


def _length(milliseconds: int) -> str:
    """Hours, minutes and seconds: `0:01:28.65`."""
    minutes, rest = divmod(milliseconds // 10, 6000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest // 100:02}.{rest % 100:02}"


def _measures(width: int, height: int) -> dict[str, Any]:
    return {"width": width, "height": height, "size": f"{width}x{height}", "aspect": width / height}

"""Pictures as rows, without files."""

from datetime import datetime
from typing import Any

from attrs import evolve

from microblog.domain.model.media import Media, MediaPurpose


def some_media(media_id: int, account_id: int, now: datetime, **rest: Any) -> Media:
    """A picture that nothing shows yet; not stored."""
    media = Media(
        id=media_id,
        account_id=account_id,
        purpose=MediaPurpose.POST,
        post_id=None,
        key=f"{media_id:022}",
        content_type="image/png",
        width=1920,
        height=1080,
        preview_width=640,
        preview_height=360,
        blurhash="LEHV6nWB2yk8pyo0adR*.7kCMdnj",
        description="A “sunflower” 🌻",
        created_at=now,
        unused_since=now,
    )
    return evolve(media, **rest)

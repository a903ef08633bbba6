"""Media, for writing."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from microblog.domain.model.media import Media, MediaPurpose


class MediaRepository(Protocol):
    """Keeps what is known of uploaded pictures and recordings; their files are in the media store."""

    def add(self, media: Media) -> None:
        """Store a new picture."""
        ...

    def save(self, media: Media) -> None:
        """Overwrite what can change: all but whose it is, for what, its `key`, and since when."""
        ...

    def get(self, media_id: int) -> Media | None:
        """The picture."""
        ...

    def several(self, media_ids: Collection[int]) -> Sequence[Media]:
        """Those of these pictures that are there, in no order."""
        ...

    def of_post(self, post_id: int) -> Sequence[Media]:
        """All that belong to the post, those of earlier versions too, in the order of their ids."""
        ...

    def of_account(self, account_id: int, limit: int) -> Sequence[Media]:
        """Some that the account has uploaded, in no order."""
        ...

    def shown_as(self, account_id: int, purpose: MediaPurpose) -> Sequence[Media]:
        """Those of that purpose that the account, or a post of it, shows."""
        ...

    def count_preparing(self, account_id: int) -> int:
        """How many recordings of the account still are to be prepared."""
        ...

    def unused(self, before: datetime, limit: int) -> Sequence[Media]:
        """Some that nothing has shown since before that moment, those first that have waited longest."""
        ...

    def remove(self, media_id: int) -> None:
        """Forget the picture, if it is there."""
        ...

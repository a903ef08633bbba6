"""Uploaded pictures, for writing."""

from collections.abc import Collection, Sequence
from datetime import datetime

from attrs import evolve, frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.media import Media, MediaPurpose, MediaState
from microblog.ports.media_repository import MediaRepository


@frozen
class MemoryMediaRepository(MediaRepository):
    """Pictures in a dictionary."""

    _tables: Tables

    def add(self, media: Media) -> None:
        self._tables.media[media.id] = media

    def save(self, media: Media) -> None:
        if (kept := self._tables.media.get(media.id)) is not None:
            self._tables.media[media.id] = evolve(
                media,
                account_id=kept.account_id,
                purpose=kept.purpose,
                key=kept.key,
                created_at=kept.created_at,
            )

    def get(self, media_id: int) -> Media | None:
        return self._tables.media.get(media_id)

    def several(self, media_ids: Collection[int]) -> Sequence[Media]:
        return [self._tables.media[id_] for id_ in set(media_ids) if id_ in self._tables.media]

    def of_post(self, post_id: int) -> Sequence[Media]:
        found = [media for media in self._tables.media.values() if media.post_id == post_id]
        return sorted(found, key=lambda media: media.id)

    def of_account(self, account_id: int, limit: int) -> Sequence[Media]:
        return [media for media in self._tables.media.values() if media.account_id == account_id][:limit]

    def shown_as(self, account_id: int, purpose: MediaPurpose) -> Sequence[Media]:
        return [
            media
            for media in self._tables.media.values()
            if (media.account_id, media.purpose, media.unused_since) == (account_id, purpose, None)
        ]

    def count_preparing(self, account_id: int) -> int:
        wanted = (account_id, MediaState.PREPARING)
        return sum((media.account_id, media.state) == wanted for media in self._tables.media.values())

    def unused(self, before: datetime, limit: int) -> Sequence[Media]:
        waiting = [(media.unused_since, media.id) for media in self._tables.media.values() if media.unused_since]
        old = sorted((since, media_id) for since, media_id in waiting if since < before)
        return [self._tables.media[media_id] for _, media_id in old[:limit]]

    def remove(self, media_id: int) -> None:
        self._tables.media.pop(media_id, None)

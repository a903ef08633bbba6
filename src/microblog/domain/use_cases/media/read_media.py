"""Read what is known of a picture, and its file."""

from attrs import frozen

from microblog.domain.model.errors import NotFound
from microblog.domain.model.media import Media
from microblog.domain.use_cases.media.own_media import own_media
from microblog.ports.media_store import MediaStore
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class ReadMedia:
    """Read what is known of one's own picture."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, media_id: int) -> Media:
        """Raises NotFound."""
        with self.unit_of_work() as uow:
            return own_media(uow, account_id, media_id)


@frozen
class ReadMediaFile:
    """Read a picture's file. Who knows its name may."""

    media_store: MediaStore

    def __call__(self, *, name: str) -> bytes:
        """Raises NotFound."""
        content = self.media_store.open(name)
        if content is None:
            raise NotFound
        return content

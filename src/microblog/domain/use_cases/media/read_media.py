"""Read what is known of a picture or a recording, and its file."""

from attrs import frozen

from microblog.domain.model.errors import NotFound
from microblog.domain.model.media import Media, is_public
from microblog.domain.use_cases.media.own_media import own_media
from microblog.ports.media_store import MediaStore
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class ReadMedia:
    """Read what is known of one's own picture or recording."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, media_id: int) -> Media:
        """Raises NotFound."""
        with self.unit_of_work() as uow:
            return own_media(uow, account_id, media_id)


@frozen
class ReadMediaFile:
    """Read a file. Who knows its name may."""

    media_store: MediaStore

    def __call__(self, *, name: str, start: int = 0, length: int | None = None) -> bytes:
        """All of it, or as many bytes from there on. Raises NotFound."""
        content = self.media_store.open(name, start, length) if is_public(name) else None
        if content is None:
            raise NotFound
        return content

    def size(self, *, name: str) -> int:
        """How many bytes it has. Raises NotFound."""
        size = self.media_store.size(name) if is_public(name) else None
        if size is None:
            raise NotFound
        return size

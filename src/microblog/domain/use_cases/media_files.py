"""Remove pictures with their files."""

from microblog.domain.model.media import Media
from microblog.ports.media_store import MediaStore
from microblog.ports.unit_of_work import UnitOfWork


def remove_with_files(uow: UnitOfWork, media_store: MediaStore, media: Media) -> None:
    """Remove files and row, the files first: of a file without a row nobody would know."""
    for name in media.file_names:
        media_store.remove(name)
    uow.media.remove(media.id)

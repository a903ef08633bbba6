"""Where the files of pictures lie."""

from typing import Protocol


class MediaStore(Protocol):
    """Keeps files by the names that `domain/model/media.py` gives them. Whatever else is asked for is not there."""

    def put(self, name: str, content: bytes) -> None:
        """Store a file, as a whole or not at all. Raises StorageUnavailable, and ValueError for another name."""
        ...

    def open(self, name: str) -> bytes | None:
        """The file's content. Raises StorageUnavailable."""
        ...

    def remove(self, name: str) -> None:
        """Remove the file, if it is there. Raises StorageUnavailable."""
        ...

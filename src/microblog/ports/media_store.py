"""Where the files of pictures lie."""

from typing import Protocol


class MediaStore(Protocol):
    """Keeps files by the names that `domain/model/media.py` gives them. Whatever else is asked for is not there."""

    def put(self, name: str, content: bytes) -> None:
        """Store a file, as a whole or not at all. Raises StorageUnavailable, and ValueError for another name."""
        ...

    def open(self, name: str, start: int = 0, length: int | None = None) -> bytes | None:
        """The file's content, or that part of it: as many bytes from there on as there are, by default to its end.

        Raises StorageUnavailable.
        """
        ...

    def size(self, name: str) -> int | None:
        """How many bytes the file has. Raises StorageUnavailable."""
        ...

    def remove(self, name: str) -> None:
        """Remove the file, if it is there. Raises StorageUnavailable."""
        ...

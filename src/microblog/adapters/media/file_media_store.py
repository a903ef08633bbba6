"""Keeps pictures in a directory."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen

from microblog.adapters.media.names import is_media_name
from microblog.domain.model.errors import StorageUnavailable
from microblog.ports.media_store import MediaStore

_RETRY_AFTER = 60


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageUnavailable(_RETRY_AFTER, f"pictures cannot be kept: {error.strerror}") from error


@frozen
class FileMediaStore(MediaStore):
    """A file for each picture, in directories by the first two characters, as some file systems are slow with many.

    A file appears complete or not at all. Only the owner of the process can read it: who may see it is not for
    others on this machine to decide.
    """

    directory: Path

    def put(self, name: str, content: bytes) -> None:
        path = self._path(name)
        if path is None:
            raise ValueError(f"{name!r} is no name of a picture")
        with _failures():
            self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.parent.mkdir(mode=0o700, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
                try:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                    Path(file.name).replace(path)
                except OSError:
                    Path(file.name).unlink(missing_ok=True)
                    raise

    def open(self, name: str, start: int = 0, length: int | None = None) -> bytes | None:
        path = self._path(name)
        with _failures():
            try:
                if path is None:
                    return None
                with path.open("rb") as file:
                    file.seek(start)
                    return file.read(-1 if length is None else length)
            except FileNotFoundError:
                return None

    def size(self, name: str) -> int | None:
        path = self._path(name)
        with _failures():
            try:
                return None if path is None else path.stat().st_size
            except FileNotFoundError:
                return None

    def remove(self, name: str) -> None:
        path = self._path(name)
        with _failures():
            if path is not None:
                path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path | None:
        return self.directory / name[:2] / name if is_media_name(name) else None

"""A media store that forgets everything at the end."""

from attrs import field, frozen

from microblog.adapters.media.names import is_media_name
from microblog.ports.media_store import MediaStore


@frozen
class MemoryMediaStore(MediaStore):
    """Files in a dictionary."""

    files: dict[str, bytes] = field(factory=dict, repr=False)

    def put(self, name: str, content: bytes) -> None:
        if not is_media_name(name):
            raise ValueError(f"{name!r} is no name of a picture")
        self.files[name] = content

    def open(self, name: str, start: int = 0, length: int | None = None) -> bytes | None:
        content = self.files.get(name)
        return None if content is None else content[start : None if length is None else start + length]

    def size(self, name: str) -> int | None:
        content = self.files.get(name)
        return None if content is None else len(content)

    def remove(self, name: str) -> None:
        self.files.pop(name, None)

"""Media: the pictures that people upload."""

from datetime import datetime
from enum import Enum

from attrs import frozen

MAX_ATTACHED = 4  # to one post
MAX_DESCRIPTION = 1500
MAX_IMAGE_BYTES = 10 * 1024 * 1024
MAX_IMAGE_PIXELS = 33_177_600  # 7680 by 4320

EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
"""Of the types that are kept, whatever was uploaded."""


class MediaPurpose(Enum):
    """What a picture was uploaded for, which decides on its size."""

    POST = "post"
    AVATAR = "avatar"
    HEADER = "header"


def file_name(key: str, content_type: str) -> str:
    """What the picture's file is called in the store and in addresses."""
    return f"{key}.{EXTENSIONS[content_type]}"


def preview_name(name: str) -> str:
    """What the small version of the file is called."""
    key, _, extension = name.rpartition(".")
    return f"{key}-small.{extension}"


@frozen
class AttachedMedia:
    """A picture as a post shows it. Sizes are in pixels, the description is for those who do not see it."""

    media_id: int
    key: str
    content_type: str
    width: int
    height: int
    preview_width: int
    preview_height: int
    blurhash: str
    description: str

    @property
    def file_name(self) -> str:
        """The picture's file."""
        return file_name(self.key, self.content_type)

    @property
    def preview_name(self) -> str:
        """The file of its small version."""
        return preview_name(self.file_name)


@frozen
class Media:
    """An uploaded picture. Nobody can guess its `key`, by which everybody may see it.

    `unused_since` is None while something shows it: an account, or the post `post_id`, if only in an earlier version.
    So it is while something will that is not out yet, which is `pending_post_id`.
    """

    id: int
    account_id: int
    purpose: MediaPurpose
    post_id: int | None
    key: str
    content_type: str
    width: int
    height: int
    preview_width: int
    preview_height: int
    blurhash: str
    description: str
    created_at: datetime
    unused_since: datetime | None
    pending_post_id: int | None = None

    @property
    def attached(self) -> AttachedMedia:
        """As a post shows it."""
        return AttachedMedia(
            self.id,
            self.key,
            self.content_type,
            self.width,
            self.height,
            self.preview_width,
            self.preview_height,
            self.blurhash,
            self.description,
        )

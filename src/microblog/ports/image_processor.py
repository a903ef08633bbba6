"""What makes a picture that can be shown to everybody of what somebody uploaded."""

from typing import Protocol

from attrs import field, frozen

from microblog.domain.model.media import MediaPurpose


@frozen
class ProcessedImage:
    """A picture and its small version, of the same type, with nothing in them but the picture. Sizes in pixels."""

    content_type: str
    content: bytes = field(repr=False)
    width: int
    height: int
    preview: bytes = field(repr=False)
    preview_width: int
    preview_height: int
    blurhash: str


class ImageProcessor(Protocol):
    """Decodes a picture and encodes it anew, upright and in the size of its purpose."""

    def __call__(self, content: bytes, purpose: MediaPurpose) -> ProcessedImage:
        """Raises ValidationError for `file`: `required`, `file_too_large` or `too_many_pixels` (param `limit`),
        `video` for moving pictures and sound, `bad_image` for all else that cannot be read as a picture. Raises
        TooManyRequests where many are worked on, so that there is time for something else.
        """
        ...

"""What makes a video or a sound that can be shown to everybody of what somebody uploaded."""

from collections.abc import Callable
from typing import Protocol

from attrs import field, frozen


class ProcessorBusy(Exception):
    """Another recording is worked on, and this process works on one at a time."""


@frozen
class ProcessedRecording:
    """A recording with nothing in it but what is seen and heard. Sizes are in pixels, and 0 of a sound."""

    content_type: str
    content: bytes = field(repr=False)
    cover: bytes = field(repr=False)
    """A picture that stands for a video, to be processed as pictures are; of a sound there is none."""
    width: int
    height: int
    duration: int
    """Milliseconds."""
    frame_rate: str
    """Frames per second, as a fraction such as `30000/1001`; of a sound there is none."""
    bitrate: int
    """Bits per second."""
    looped: bool
    """Whether it is a moving picture that begins again at its end, and never has a sound."""


class RecordingProcessor(Protocol):
    """Decodes videos, sounds and pictures that move, and encodes them anew."""

    @property
    def takes_any(self) -> bool:
        """Whether recordings are taken here at all."""
        ...

    def recognizes(self, content: bytes) -> bool:
        """Whether this begins as a recording of the kinds that are taken here."""
        ...

    def inspect(self, content: bytes) -> str:
        """What it seems to become: the content type. It takes moments.

        Raises ValidationError for `file`: `file_too_large` (param `limit`, MB), `too_many_pixels` (`limit`, millions),
        `too_many_frames` (`limit`, a second), `recording_too_long` (`limit`, minutes), `bad_recording` for all else.
        Raises TooManyRequests where several are looked at, as one that was made for that takes longer than moments.
        """
        ...

    def __call__(self, content: bytes, still_here: Callable[[], object]) -> ProcessedRecording:
        """Work on it, for minutes maybe, and call `still_here` every few seconds meanwhile.

        Raises ValidationError for `file` as above, and ProcessorBusy.
        """
        ...

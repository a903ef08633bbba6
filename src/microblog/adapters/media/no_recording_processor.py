"""Takes pictures only: where there is no ffmpeg."""

from collections.abc import Callable

from attrs import frozen

from microblog.domain.model.errors import ValidationError
from microblog.ports.recording_processor import ProcessedRecording, RecordingProcessor


@frozen
class NoRecordingProcessor(RecordingProcessor):
    """Recognizes nothing, so that recordings are refused as what they are: no pictures."""

    @property
    def takes_any(self) -> bool:
        return False

    def recognizes(self, content: bytes) -> bool:  # noqa: ARG002
        return False

    def inspect(self, content: bytes) -> str:  # noqa: ARG002
        raise ValidationError("file", "video")

    def __call__(self, content: bytes, still_here: Callable[[], object]) -> ProcessedRecording:  # noqa: ARG002
        raise ValidationError("file", "video")  # one that was uploaded while there was an ffmpeg

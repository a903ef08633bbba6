"""Upload a picture or a recording."""

from attrs import frozen

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.media import MAX_DESCRIPTION, Media, MediaPurpose
from microblog.domain.model.text import clean_text
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.domain.use_cases.media.intake import MediaIntake
from microblog.domain.use_cases.media.recording_intake import RecordingIntake
from microblog.ports.unit_of_work import UnitOfWorkFactory


def clean_description(text: str) -> str:
    """Raises ValidationError for `description`."""
    return clean_text(text, field="description", max_length=MAX_DESCRIPTION)


@frozen
class UploadMedia:
    """Upload a picture or a recording for a post; until one shows it, nobody else knows of it, and after a day it is
    removed.
    """

    unit_of_work: UnitOfWorkFactory
    intake: MediaIntake
    recordings: RecordingIntake

    @property
    def takes_recordings(self) -> bool:
        """Whether videos and sounds are taken here at all."""
        return self.recordings.process_recording.takes_any

    def __call__(self, *, account_id: int, content: bytes, description: str = "", recordings: bool = True) -> Media:
        """The picture, or the recording, which may have to be prepared first; without `recordings` pictures only.

        Raises ValidationError for `file` or `description`, NotFound or Gone if the account is not active,
        TooManyRequests where many are uploaded just now, StorageUnavailable if its file cannot be stored.
        """
        description = clean_description(description)
        with self.unit_of_work() as uow:
            locked_account(uow, account_id)  # before much work is done for nobody
        if recordings and self.recordings.process_recording.recognizes(content):
            return self.recordings.take(account_id, content, description)
        try:
            return self.intake.take(account_id, content, MediaPurpose.POST, description)
        except ValidationError as error:
            if error.code == "video" and recordings and self.takes_recordings:
                raise ValidationError("file", "bad_recording") from None  # of a kind that is not taken
            raise

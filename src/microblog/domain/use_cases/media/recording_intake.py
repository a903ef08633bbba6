"""From the bytes of a recording to one that is known, stored, and about to be prepared."""

from attrs import frozen

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.events import RecordingUploaded
from microblog.domain.model.media import MAX_PREPARING, Media, MediaPurpose, MediaState
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.media_store import MediaStore
from microblog.ports.recording_processor import RecordingProcessor
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class RecordingIntake:
    """Looks at a recording and stores it as one that nothing shows yet; the reaction prepares it.

    It is known before its file is there, and the reaction is asked for when it is. Where this breaks off in between
    the recording stays unprepared, and is tidied up as whatever nothing shows.
    """

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator
    secrets: SecretGenerator
    process_recording: RecordingProcessor
    media_store: MediaStore

    def take(self, account_id: int, content: bytes, description: str) -> Media:
        """The recording as it is now, which may be prepared already.

        Raises ValidationError for `file`, if as many as may be of this account are being prepared as well, NotFound,
        Gone, TooManyRequests and StorageUnavailable.
        """
        content_type, now = self.process_recording.inspect(content), self.clock()
        media = Media(
            id=self.new_id(),
            account_id=account_id,
            purpose=MediaPurpose.POST,
            post_id=None,
            key=self.secrets(),
            content_type=content_type,
            width=0,
            height=0,
            preview_width=0,
            preview_height=0,
            blurhash="",
            description=description,
            created_at=now,
            unused_since=now,
            state=MediaState.PREPARING,
        )
        with self.unit_of_work() as uow:
            locked_account(uow, account_id)
            if uow.media.count_preparing(account_id) >= MAX_PREPARING:
                raise ValidationError("file", "still_preparing", {"limit": MAX_PREPARING})
            uow.media.add(media)
            uow.commit()
        self.media_store.put(media.upload_name, content)
        with self.unit_of_work() as uow:
            uow.outbox.add(RecordingUploaded(media.id))
            uow.commit()
        with self.unit_of_work() as uow:
            return uow.media.get(media.id) or media

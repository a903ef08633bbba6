"""Prepare a recording that was uploaded."""

from datetime import timedelta
from typing import ClassVar

from attrs import evolve, frozen

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.events import RecordingUploaded
from microblog.domain.model.media import Media, MediaPurpose, MediaState
from microblog.domain.model.task import LEASE, Task, Urgency
from microblog.domain.use_cases.reaction import Reaction, event_of
from microblog.ports.clock import Clock
from microblog.ports.image_processor import ImageProcessor, ProcessedImage
from microblog.ports.media_store import MediaStore
from microblog.ports.recording_processor import ProcessedRecording, ProcessorBusy, RecordingProcessor
from microblog.ports.unit_of_work import UnitOfWorkFactory

_MOST_ATTEMPTS = 5
"""Whoever waits for a recording is told that it failed long before an operator would look at a dead task."""
_PAUSE_WHILE_BUSY = timedelta(seconds=10)


@frozen
class PrepareRecording(Reaction):
    """Encode a recording anew and remove what was uploaded; where that cannot be done, the recording has failed.

    Long work, so nothing is locked meanwhile, and the lease is renewed. What comes of it is kept if the recording
    is still there and still waits for it. It waits no longer once that is committed, so what was uploaded goes after
    that, and the task last: whoever is cut off in between leaves the rest to the next attempt.
    """

    name: ClassVar[str] = "prepare_recording"
    urgency: ClassVar[Urgency] = Urgency.BULK

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    media_store: MediaStore
    process_recording: RecordingProcessor
    process_image: ImageProcessor

    def __call__(self, *, task: Task) -> None:
        media_id = event_of(task, RecordingUploaded).media_id
        with self.unit_of_work() as uow:
            media = uow.media.get(media_id)
        if media is not None:
            try:
                self._prepare(media, task)
            except ProcessorBusy:
                self._put_back(task)
                return
            self.media_store.remove(media.upload_name)
        with self.unit_of_work() as uow:
            uow.outbox.complete(task.id)
            uow.commit()

    def _prepare(self, media: Media, task: Task) -> None:
        if media.state is not MediaState.PREPARING:
            return
        content = self.media_store.open(media.upload_name) if task.attempts <= _MOST_ATTEMPTS else None
        try:
            if content is None:
                raise ValidationError("file", "bad_recording")
            recording = self.process_recording(content, lambda: self._renew(task))
            cover = self.process_image(recording.cover, MediaPurpose.POST) if recording.cover else None
        except ValidationError:
            self._keep(media.id, None, None)
        else:
            self._keep(media.id, recording, cover)

    def _keep(self, media_id: int, recording: ProcessedRecording | None, cover: ProcessedImage | None) -> None:
        """The files are written while the account is locked, as whoever removes the recording locks it, too: so there
        is no file of which nobody knows.
        """
        with self.unit_of_work() as uow:
            known = uow.media.get(media_id)
            if known is None:
                return
            uow.accounts.lock(known.account_id)
            media = uow.media.get(media_id)
            if media is None or media.state is not MediaState.PREPARING:
                return
            if recording is None:
                media = evolve(media, state=MediaState.FAILED)
            else:
                media = _prepared(media, recording, cover)
                self.media_store.put(media.attached.file_name, recording.content)
                if cover is not None:
                    self.media_store.put(media.attached.preview_name, cover.preview)
            uow.media.save(media)
            uow.commit()

    def _renew(self, task: Task) -> None:
        with self.unit_of_work() as uow:
            uow.outbox.renew(task.id, self.clock() + LEASE)
            uow.commit()

    def _put_back(self, task: Task) -> None:
        with self.unit_of_work() as uow:
            uow.outbox.put_back(task.id, self.clock() + _PAUSE_WHILE_BUSY)
            uow.commit()


def _prepared(media: Media, recording: ProcessedRecording, cover: ProcessedImage | None) -> Media:
    return evolve(
        media,
        state=MediaState.READY,
        content_type=recording.content_type,
        width=recording.width,
        height=recording.height,
        preview_width=0 if cover is None else cover.preview_width,
        preview_height=0 if cover is None else cover.preview_height,
        blurhash="" if cover is None else cover.blurhash,
        looped=recording.looped,
        duration=recording.duration,
        frame_rate=recording.frame_rate,
        bitrate=recording.bitrate,
    )

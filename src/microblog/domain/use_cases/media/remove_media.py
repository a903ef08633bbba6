"""Remove pictures that nothing shows."""

from typing import ClassVar

from attrs import frozen

from microblog.domain.model.events import MediaDiscarded
from microblog.domain.model.task import Task, Urgency
from microblog.domain.use_cases.media_files import remove_with_files
from microblog.domain.use_cases.reaction import Reaction, event_of
from microblog.ports.media_store import MediaStore
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory


def remove_unused(uow: UnitOfWork, media_store: MediaStore, media_id: int) -> bool:
    """Remove the picture if it is there and nothing shows it (any more). Locks the account, as whoever attaches it."""
    media = uow.media.get(media_id)
    if media is None:
        return False
    uow.accounts.lock(media.account_id)
    media = uow.media.get(media_id)
    if media is None or media.unused_since is None:
        return False
    remove_with_files(uow, media_store, media)
    return True


@frozen
class RemoveMedia(Reaction):
    """Remove a picture that was discarded, unless a post that was written anew shows it."""

    name: ClassVar[str] = "remove_media"
    urgency: ClassVar[Urgency] = Urgency.BULK

    unit_of_work: UnitOfWorkFactory
    media_store: MediaStore

    def __call__(self, *, task: Task) -> None:
        media_id = event_of(task, MediaDiscarded).media_id
        with self.unit_of_work() as uow:
            remove_unused(uow, self.media_store, media_id)
            if uow.outbox.complete(task.id):
                uow.commit()

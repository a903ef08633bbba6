"""Delete a picture."""

from attrs import evolve, frozen

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.events import MediaDiscarded
from microblog.domain.model.media import Media
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.domain.use_cases.media.own_media import own_media
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory


def set_free(uow: UnitOfWork, media: Media, clock: Clock) -> None:
    """Nothing shows the picture any longer; unless something does within a day, it is removed."""
    uow.media.save(evolve(media, post_id=None, pending_post_id=None, unused_since=clock()))


def discard(uow: UnitOfWork, media: Media, clock: Clock) -> None:
    """Nothing shows the picture any longer; it is removed by the reaction."""
    set_free(uow, media, clock)
    uow.outbox.add(MediaDiscarded(media.id))


@frozen
class DeleteMedia:
    """Delete a picture that no post shows, nor will."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(self, *, account_id: int, media_id: int) -> None:
        """Raises NotFound, Gone, and ValidationError("media", "in_use") if a post shows it, did or will."""
        with self.unit_of_work() as uow:
            locked_account(uow, account_id)
            media = own_media(uow, account_id, media_id)
            if media.post_id is not None or media.pending_post_id is not None:
                raise ValidationError("media", "in_use")
            discard(uow, media, self.clock)
            uow.commit()

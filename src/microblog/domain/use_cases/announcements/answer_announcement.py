"""Say that one has read an announcement, or answer it with an emoji."""

from attrs import frozen

from microblog.domain.model.announcement import (
    MAX_REACTIONS,
    AnnouncementReaction,
    DismissedAnnouncement,
    check_emoji,
)
from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.use_cases.accounts.active_account import active_account
from microblog.domain.use_cases.announcements.write_announcement import announcement_at
from microblog.ports.clock import Clock
from microblog.ports.grapheme_counter import GraphemeCounter
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class DismissAnnouncement:
    """Have read it."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, announcement_id: int) -> None:
        """Doing it twice changes nothing. Raises NotFound for one that was not published."""
        with self.unit_of_work() as uow:
            uow.accounts.lock(account_id)
            active_account(uow, account_id)
            if announcement_at(uow, announcement_id).published_at is None:
                raise NotFound
            uow.announcements.dismiss(DismissedAnnouncement(announcement_id, account_id))
            uow.commit()


@frozen
class ReactToAnnouncement:
    """Answer it."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    count_graphemes: GraphemeCounter

    def __call__(self, *, account_id: int, announcement_id: int, name: str) -> None:
        """Doing it twice changes nothing.

        Raises NotFound for an announcement that is not shown, and ValidationError("name", "no_emoji"), or "too_many"
        where there are eight other emojis already.
        """
        now = self.clock()
        with self.unit_of_work() as uow:
            uow.accounts.lock(account_id)
            active_account(uow, account_id)
            uow.announcements.lock(announcement_id)  # so that two who come at once do not both find room for one more
            if not announcement_at(uow, announcement_id).is_shown(now):
                raise NotFound
            name = check_emoji(name, self.count_graphemes(name))
            there = {
                one.name for one in uow.announcements.reactions(account_id) if one.announcement_id == announcement_id
            }
            if name not in there and len(there) >= MAX_REACTIONS:
                raise ValidationError("name", "too_many", {"limit": MAX_REACTIONS})
            uow.announcements.react(AnnouncementReaction(announcement_id, account_id, name, now))
            uow.commit()


@frozen
class UnreactToAnnouncement:
    """Take the answer back."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(self, *, account_id: int, announcement_id: int, name: str) -> None:
        """Nothing happens if there is none. Raises NotFound for an announcement that is not shown."""
        with self.unit_of_work() as uow:
            if not announcement_at(uow, announcement_id).is_shown(self.clock()):
                raise NotFound
            uow.announcements.unreact(announcement_id, account_id, name)
            uow.commit()

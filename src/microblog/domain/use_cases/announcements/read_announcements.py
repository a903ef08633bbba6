"""Read what those who run the server tell."""

from collections.abc import Sequence

from attrs import frozen

from microblog.domain.model.announcement import Announcement, AnnouncementView, ReactionCount
from microblog.domain.use_cases.announcements.write_announcement import announcement_at
from microblog.ports.announcement_query import AnnouncementQuery
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class ReadUnreadAnnouncements:
    """Read what one has not read yet."""

    unit_of_work: UnitOfWorkFactory
    announcements: AnnouncementQuery
    clock: Clock

    def __call__(self, *, account_id: int) -> Sequence[AnnouncementView]:
        """The newest first, with how people answer."""
        unread = self.announcements.unread(account_id, self.clock())
        if not unread:
            return ()
        with self.unit_of_work() as uow:
            counts = uow.announcements.reactions(account_id)
        return [_view(one, counts, dismissed=False) for one in unread]


@frozen
class ReadAnnouncements:
    """Read what is told at the moment."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(self, *, account_id: int) -> Sequence[AnnouncementView]:
        """As this account sees it, the oldest first, whether it was read or not."""
        now = self.clock()
        with self.unit_of_work() as uow:
            shown = [one for one in uow.announcements.all() if one.is_shown(now)]
            read, counts = uow.announcements.dismissed_by(account_id), uow.announcements.reactions(account_id)
        return [_view(one, counts, dismissed=one.id in read) for one in reversed(shown)]


def _view(one: Announcement, counts: Sequence[ReactionCount], *, dismissed: bool) -> AnnouncementView:
    return AnnouncementView(one, dismissed, tuple(each for each in counts if each.announcement_id == one.id))


@frozen
class ReadAllAnnouncements:
    """See all announcements: drafts and those that have ended, too."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self) -> Sequence[Announcement]:
        """The newest first."""
        with self.unit_of_work() as uow:
            return uow.announcements.all()


@frozen
class ReadAnnouncement:
    """See one of them."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, announcement_id: int) -> Announcement:
        """Raises NotFound."""
        with self.unit_of_work() as uow:
            return announcement_at(uow, announcement_id)

"""Tell everybody something."""

from datetime import datetime

from attrs import evolve, frozen

from microblog.domain.model.addresses import Addresses
from microblog.domain.model.announcement import MAX_ANNOUNCEMENT_LENGTH, MAX_ANNOUNCEMENTS, Announcement
from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.model.page import MAX_ID
from microblog.domain.model.post_html import render_post_html
from microblog.domain.model.text import clean_text
from microblog.ports.clock import Clock
from microblog.ports.html_cleaner import HtmlCleaner
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory


def announcement_at(uow: UnitOfWork, announcement_id: int) -> Announcement:
    """The announcement, be it a draft. Raises NotFound."""
    found = uow.announcements.get(announcement_id) if 0 <= announcement_id <= MAX_ID else None
    if found is None:
        raise NotFound
    return found


@frozen
class WriteAnnouncement:
    """Write an announcement, or write one anew that is there."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator
    addresses: Addresses
    clean_html: HtmlCleaner

    def __call__(
        self, *, text: str, publish: bool, ends_at: datetime | None = None, announcement_id: int | None = None
    ) -> Announcement:
        """The announcement. To publish one that has come to its end, it needs another end.

        Raises NotFound, and ValidationError for `announcement` (as texts of 5000 characters at most, "required",
        "too_many" for more than 100) and `ends_at` ("too_soon").
        """
        text, now = (
            clean_text(text, field="announcement", max_length=MAX_ANNOUNCEMENT_LENGTH, required=True),
            self.clock(),
        )
        if ends_at is not None and ends_at <= now:
            raise ValidationError("ends_at", "too_soon", {"minutes": 1})
        html = self.clean_html(render_post_html(text, mention_urls={}, hashtag_url=self.addresses.hashtag_url))
        with self.unit_of_work() as uow:
            if announcement_id is None:
                if len(uow.announcements.all()) >= MAX_ANNOUNCEMENTS:
                    raise ValidationError("announcement", "too_many", {"limit": MAX_ANNOUNCEMENTS})
                before = Announcement(self.new_id(), text, html, now, now)
            else:
                before = announcement_at(uow, announcement_id)
            published_at = before.published_at or (now if publish else None)
            written = evolve(before, text=text, html=html, updated_at=now, published_at=published_at, ends_at=ends_at)
            uow.announcements.save(written)
            uow.commit()
        return written


@frozen
class EndAnnouncement:
    """Have an announcement shown no longer."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(self, *, announcement_id: int) -> None:
        """Nothing happens to one that is not shown. Raises NotFound."""
        now = self.clock()
        with self.unit_of_work() as uow:
            found = announcement_at(uow, announcement_id)
            if found.is_shown(now):
                uow.announcements.save(evolve(found, ends_at=now, updated_at=now))
            uow.commit()


@frozen
class DeleteAnnouncement:
    """Remove one with all answers."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, announcement_id: int) -> None:
        """Raises NotFound."""
        with self.unit_of_work() as uow:
            announcement_at(uow, announcement_id)
            uow.announcements.remove(announcement_id)
            uow.commit()

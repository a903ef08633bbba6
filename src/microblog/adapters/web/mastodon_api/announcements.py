"""Announcements: https://docs.joinmastodon.org/methods/announcements/."""

from attrs import frozen

from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.mastodon_api.entities.announcement import Announcement, Reaction
from microblog.adapters.web.mastodon_api.entities.formats import timestamp, timestamp_or_none
from microblog.adapters.web.mastodon_api.entities.status import StatusTag
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.announcement import AnnouncementView
from microblog.domain.model.entities import Hashtag, parse_entities
from microblog.domain.use_cases.announcements.answer_announcement import (
    DismissAnnouncement,
    ReactToAnnouncement,
    UnreactToAnnouncement,
)
from microblog.domain.use_cases.announcements.read_announcements import ReadAnnouncements


@frozen
class AnnouncementEndpoints:
    """What those who run the server tell, and how people answer."""

    addresses: Addresses
    read_announcements: ReadAnnouncements
    dismiss_announcement: DismissAnnouncement
    react_to_announcement: ReactToAnnouncement
    unreact_to_announcement: UnreactToAnnouncement

    def index(self, request: Request) -> Response:
        """What is told at the moment."""
        views = self.read_announcements(account_id=signed_in(request).account_id)
        return answer([self._made(view) for view in views])

    def dismiss(self, request: Request) -> Response:
        """Have read one."""
        self.dismiss_announcement(account_id=signed_in(request).account_id, announcement_id=request.path_id("id"))
        return answer({})

    def react(self, request: Request) -> Response:
        """Answer with an emoji."""
        self.react_to_announcement(
            account_id=signed_in(request).account_id,
            announcement_id=request.path_id("id"),
            name=request.path_text("name"),
        )
        return answer({})

    def unreact(self, request: Request) -> Response:
        """Take the answer back."""
        self.unreact_to_announcement(
            account_id=signed_in(request).account_id,
            announcement_id=request.path_id("id"),
            name=request.path_text("name"),
        )
        return answer({})

    def _made(self, view: AnnouncementView) -> Announcement:
        one = view.announcement
        names = {each.normalised for each in parse_entities(one.text) if isinstance(each, Hashtag)}
        return Announcement(
            id=str(one.id),
            content=one.html,
            starts_at=None,
            ends_at=timestamp_or_none(one.ends_at),
            all_day=False,
            published_at=timestamp(one.published_at or one.created_at),
            updated_at=timestamp(one.updated_at),
            read=view.dismissed,
            mentions=[],
            statuses=[],
            tags=[StatusTag(name, self.addresses.hashtag_url(name)) for name in sorted(names)],
            emojis=[],
            reactions=[Reaction(each.name, each.count, each.own) for each in view.reactions],
        )

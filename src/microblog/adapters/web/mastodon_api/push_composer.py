"""What a push says, as Mastodon's own says it.

https://github.com/mastodon/mastodon/blob/main/app/serializers/web/notification_serializer.rb
"""

import msgspec
from attrs import frozen

from microblog.adapters.web.mastodon_api.entity_maker import avatar_address
from microblog.adapters.web.mastodon_api.notification_types import NOTIFICATION_TYPES
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.views import NotificationView
from microblog.ports.push_composer import PushComposer
from microblog.ports.translator import N_, Translator

_MOST_TITLE = 200  # characters, of 4 bytes at most: with the body it stays below what every push service takes
_MOST_BODY = 140

_TITLES = {
    NotificationKind.MENTION: N_("%(name)s mentioned you"),
    NotificationKind.LIKE: N_("%(name)s likes your post"),
    NotificationKind.BOOST: N_("%(name)s boosted your post"),
    NotificationKind.FOLLOW: N_("%(name)s follows you"),
    NotificationKind.FOLLOW_REQUEST: N_("%(name)s asks to follow you"),
    NotificationKind.REPORT: N_("%(name)s reported somebody"),
    NotificationKind.POLL: N_("A poll by %(name)s has ended"),
}


class Push(msgspec.Struct, frozen=True):
    """The keys of Mastodon, but for `access_token`: this server keeps only hashes of tokens, so it has none to send.

    `notification_id` is text, as all ids of this server are: they are larger than the numbers that JavaScript knows.
    """

    preferred_locale: str
    notification_id: str
    notification_type: str
    icon: str
    title: str
    body: str


@frozen
class ApiPushComposer(PushComposer):
    """Writes JSON."""

    translator: Translator
    addresses: Addresses

    def __call__(self, *, notification: NotificationView, language: str) -> bytes:
        sender, post = notification.sender, notification.post
        name = sender.display_name or f"@{sender.acct}"
        text = f"@{sender.acct}" if post is None else post.content_warning or post.text
        push = Push(
            preferred_locale=language,
            notification_id=str(notification.id),
            notification_type=NOTIFICATION_TYPES[notification.kind],
            icon=avatar_address(self.addresses, sender),
            title=_cut(self.translator.gettext(language, _TITLES[notification.kind], name=name), _MOST_TITLE),
            body=_cut(text, _MOST_BODY),
        )
        return msgspec.json.encode(push)


def _cut(text: str, longest: int) -> str:
    """On one line, and no longer than that."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"

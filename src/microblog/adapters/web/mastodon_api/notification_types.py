"""What kinds and groups of notifications are called, as Mastodon calls them."""

import re

from microblog.adapters.web.mastodon_api.entities.notification import NotificationType
from microblog.domain.model.errors import NotFound
from microblog.domain.model.notification import GROUPED_KINDS, NotificationGroup, NotificationKind
from microblog.domain.model.page import MAX_ID

NOTIFICATION_TYPES: dict[NotificationKind, NotificationType] = {
    NotificationKind.MENTION: "mention",
    NotificationKind.LIKE: "favourite",
    NotificationKind.BOOST: "reblog",
    NotificationKind.FOLLOW: "follow",
    NotificationKind.FOLLOW_REQUEST: "follow_request",
    NotificationKind.POLL: "poll",
    NotificationKind.REPORT: "admin.report",
}
_KIND_OF: dict[str, NotificationKind] = {NOTIFICATION_TYPES[kind]: kind for kind in GROUPED_KINDS}
_ALONE = "ungrouped"
_KEY = re.compile(r"(?P<word>[a-z]+)(?:-(?P<post>[0-9]{1,19}))?-(?P<id>[0-9]{1,19})", re.ASCII)


def key_of(group: NotificationGroup | None, notification_id: int) -> str:
    """`favourite-<status>-<group>`, `follow-<group>`, or `ungrouped-<notification>` for one by itself."""
    if group is None or group.kind not in GROUPED_KINDS:
        return f"{_ALONE}-{notification_id}"
    about = "" if group.post_id is None else f"{group.post_id}-"
    return f"{NOTIFICATION_TYPES[group.kind]}-{about}{group.id}"


def group_of(key: str) -> NotificationGroup | int:
    """The group with that key, or the id of the notification by itself. Raises NotFound for what is none."""
    match = _KEY.fullmatch(key)
    if match is None:
        raise NotFound
    word, post, id_ = match["word"], None if match["post"] is None else int(match["post"]), int(match["id"])
    if max(id_, post or 0) > MAX_ID:
        raise NotFound
    if word == _ALONE and post is None:
        return id_
    kind = _KIND_OF.get(word)
    if kind is None:
        raise NotFound
    return NotificationGroup(kind, post, id_)

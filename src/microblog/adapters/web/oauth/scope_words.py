"""Scopes in words that a person can decide by."""

from collections.abc import Collection

from microblog.domain.model.scopes import OFFLINE_ACCESS, allows
from microblog.ports.translator import N_

Group = tuple[str, tuple[str, ...]]
"""A heading and what stands below it, in English."""

_SEEN = {
    "read": N_("Everything that you can see here, also what is for you alone"),
    "profile": N_("Your name and what your profile says"),
    "read:accounts": N_("Profiles, and what only you see of your own"),
    "read:blocks": N_("Whom you block"),
    "read:bookmarks": N_("Your bookmarks"),
    "read:favourites": N_("What you like"),
    "read:filters": N_("Your filters"),
    "read:follows": N_("Whom you follow, and who asks to follow you"),
    "read:lists": N_("Your lists"),
    "read:mutes": N_("Whom you mute"),
    "read:notifications": N_("Your notifications"),
    "read:search": N_("What you find when you search"),
    "read:statuses": N_("Posts, also those that only you and some others can read"),
}
_DONE = {
    "write": N_(
        "Everything that you can do here: write and delete posts, change your profile, follow and block people"
    ),
    "write:accounts": N_("Change your profile"),
    "write:blocks": N_("Block people"),
    "write:bookmarks": N_("Set bookmarks"),
    "write:conversations": N_("Mute and delete conversations"),
    "write:favourites": N_("Like posts"),
    "write:filters": N_("Change your filters"),
    "write:follows": N_("Follow people"),
    "write:lists": N_("Change your lists"),
    "write:media": N_("Upload pictures and other files"),
    "write:mutes": N_("Mute people and conversations"),
    "write:notifications": N_("Clear your notifications"),
    "write:reports": N_("Report people and posts to the moderators"),
    "write:statuses": N_("Write, change and delete posts"),
    "follow": N_("Follow, mute and block people, and see whom you do"),
    "push": N_("Send you notifications"),
    OFFLINE_ACCESS: N_("Stay connected while you do not use it"),
}
_RUN = {
    "": N_("Everything"),
    ":accounts": N_("Accounts, with their mail addresses"),
    ":reports": N_("Reports"),
    ":domain_allows": N_("Allowed servers"),
    ":domain_blocks": N_("Blocked servers"),
    ":ip_blocks": N_("Blocked internet addresses"),
    ":email_domain_blocks": N_("Blocked mail providers"),
    ":canonical_email_blocks": N_("Blocked mail addresses"),
}
_TABLE = (
    (N_("It can see"), _SEEN),
    (N_("It can do in your name"), _DONE),
    (N_("It can see what those who run this server see"), {f"admin:read{noun}": words for noun, words in _RUN.items()}),
    (
        N_("It can change what those who run this server change"),
        {f"admin:write{noun}": words for noun, words in _RUN.items()},
    ),
)


def words_of(scopes: Collection[str]) -> tuple[Group, ...]:
    """What is allowed by the scopes, group by group. What another of them includes is not said twice."""
    said = {scope for scope in scopes if not any(other != scope and allows((other,), scope) for other in scopes)}
    if "read" in said:
        said -= {"profile", "follow"} if "write" in said else {"profile"}
    groups = ((heading, tuple(words for scope, words in table.items() if scope in said)) for heading, table in _TABLE)
    return tuple(group for group in groups if group[1])

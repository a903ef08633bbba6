"""How things of the core become documents.

The collections, by what `_id` is in them:

- accounts, posts, pending_posts, media, notifications, held_notifications, notification_requests, sessions, apps,
  grants, push_subscriptions, lists, filters, reports, tasks: the id. A post carries its mentions, hashtags, pictures
  and poll; posts and accounts carry in `search` the words by which they are found, and what tells whether these are
  still true.
- users, notification_policies: the account's id. open_polls: the post's id. tokens, authorization_codes, app_tokens:
  the hash.
  mail_deliveries: the key. day_statistics: the day as text. push_keys: `push`, of the only one.
  trending_tags, trending_posts: the rank. trend_periods: the number of the one that was computed last.
- follows {follower, followee}, followed_tags and featured_tags {account, name}, blocks {blocker, blocked}, mutes
  {muter, muted}, thread_mutes and conversations {account, thread}, account_notes, endorsements and dismissals {account,
  target}, likes,
  bookmarks, pins and poll_votes {account, post}, list_members {list, account}, markers {account, timeline},
  home_timeline_rows {owner, post}, idempotency_keys {account, key}, digests {account, period}, tag_days {name, day},
  post_versions {post, number}: what can be there once. The fields of such a key always stand in this order, as
  documents compare field by field.
- schema: one document, with the revision of all this.
- intakes: one document while an archive is being taken in, which makes the collection.

# Long because it says of every thing how it is kept.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any

from attrs import NOTHING, asdict, fields

from microblog.domain.model.account import Account, AccountState, ProfileField, Role, User
from microblog.domain.model.app import App, Grant
from microblog.domain.model.digest import DigestRhythm
from microblog.domain.model.list import List, RepliesPolicy
from microblog.domain.model.marker import MarkedTimeline, Marker
from microblog.domain.model.media import AttachedMedia, Media, MediaPurpose, MediaState
from microblog.domain.model.page import MAX_ID
from microblog.domain.model.pending_post import Obstacle, PendingPost
from microblog.domain.model.poll import Poll, WantedPoll
from microblog.domain.model.post import MentionedAccount, Post, Visibility
from microblog.domain.model.search_words import kept_word, name_words, text_words
from microblog.domain.model.session import Session

Document = dict[str, Any]

INTAKES = "intakes"

_MEASURES = ("limited", "disabled", "sensitized")  # which older documents do not have
_DEFAULTS = ("default_visibility", "default_language", "default_sensitive")
_MEDIA_FIELDS = [name for name in Media.__match_args__ if name not in ("id", "purpose", "state")]
_OF_PICTURES = [field.name for field in fields(AttachedMedia) if field.default is NOTHING]
_SPECIAL = ("id", "visibility", "mentions", "hashtags", "media", "poll", "sensitive")
_POST_FIELDS = tuple(name for name in Post.__match_args__ if name not in _SPECIAL)


def stored(values: Mapping[str, Any]) -> Document:
    """Fields as they are stored: members of enumerations by their values."""
    return {name: value.value if isinstance(value, Enum) else value for name, value in values.items()}


def keyed_by(first: str, value: int, second: str) -> Document:
    """Finds all whose key has that value in its first field, by the key's own index."""
    return {"_id": {"$gte": {first: value, second: 0}, "$lte": {first: value, second: MAX_ID}}}


def name_key(username: str, domain: str | None = None) -> str:
    """What names are compared by."""
    return (username if domain is None else f"{username}@{domain}").lower()


def account_document(account: Account) -> Document:
    """An account, without what is counted."""
    return {
        "_id": account.id,
        "username": account.username,
        "domain": account.domain,
        "name_key": name_key(account.username, account.domain),
        "uri": account.uri,
        "url": account.url,
        "display_name": account.display_name,
        "bio": account.bio,
        "bio_html": account.bio_html,
        "fields": [{"label": each.label, "value": each.value, "html": each.html} for each in account.fields],
        "locked": account.locked,
        "state": account.state.value,
        "created_at": account.created_at,
        "avatar": account.avatar,
        "header": account.header,
        "limited": account.limited,
        "disabled": account.disabled,
        "sensitized": account.sensitized,
        **account_search(account.username, account.domain, account.display_name),
    }


def account_of(document: Document) -> Account:
    """The account in a document."""
    return Account(
        id=document["_id"],
        username=document["username"],
        domain=document["domain"],
        uri=document["uri"],
        url=document["url"],
        display_name=document["display_name"],
        bio=document["bio"],
        bio_html=document["bio_html"],
        fields=fields_of(document),
        locked=document["locked"],
        state=AccountState(document["state"]),
        created_at=document["created_at"],
        avatar=document.get("avatar", ""),  # older documents have none
        header=document.get("header", ""),
        **{name: document.get(name, False) for name in _MEASURES},
    )


def fields_of(document: Document) -> tuple[ProfileField, ...]:
    """The labelled lines of an account's profile."""
    return tuple([ProfileField(**field) for field in document["fields"]])


def user_of(document: Document) -> User:
    """The user in a document."""
    special = ("account_id", "role", "digest", *_DEFAULTS)
    values = {name: document[name] for name in User.__match_args__ if name not in special}
    digest = DigestRhythm(document.get("digest", DigestRhythm.OFF.value))  # the version before did not write it
    defaults = posting_defaults_of(document)
    return User(account_id=document["_id"], role=Role(document["role"]), digest=digest, **values, **defaults)


def posting_defaults_of(document: Document) -> Document:
    """With what a user's posts begin; older documents do not say."""
    visibility, language, sensitive = (document.get(name) for name in _DEFAULTS)
    return {
        "default_visibility": Visibility(visibility or Visibility.PUBLIC),
        "default_language": language,
        "default_sensitive": bool(sensitive),
    }


def session_of(document: Document) -> Session:
    """The session in a document."""
    values = {name: document[name] for name in Session.__match_args__ if name != "id"}
    return Session(id=document["_id"], **values)


def app_of(document: Document) -> App:
    """The app in a document."""
    return App(
        id=document["_id"],
        client_id=document["client_id"],
        secret_hash=document["secret_hash"],
        name=document["name"],
        website=document["website"],
        redirect_uris=tuple(document["redirect_uris"]),
        scopes=tuple(document["scopes"]),
        created_at=document["created_at"],
    )


def grant_of(document: Document) -> Grant:
    """The grant in a document."""
    return Grant(
        id=document["_id"],
        app_id=document["app_id"],
        account_id=document["account_id"],
        scopes=tuple(document["scopes"]),
        created_at=document["created_at"],
        used_at=document["used_at"],
    )


def post_document(post: Post) -> Document:
    """A post, without what is counted."""
    return {
        "_id": post.id,
        **{name: getattr(post, name) for name in _POST_FIELDS},
        "visibility": post.visibility.value,
        **names_document(post),
        **pictures_document(post.media),
        **poll_document(post.poll),
        "sensitive": post.sensitive,
        **post_search(post.text, post.content_warning, post.edited_at),
    }


def names_document(post: Post) -> Document:
    """Whom and what a post names."""
    mentions = [
        {"account_id": each.account_id, "username": each.username, "domain": each.domain, "url": each.url}
        for each in post.mentions
    ]
    return {"mentions": mentions, "hashtags": list(post.hashtags)}


def pictures_document(media: Sequence[AttachedMedia]) -> Document:
    """What a post shows, and for an index whether it shows anything."""
    return {"media": [_attached_document(each) for each in media], "with_media": bool(media)}


def _attached_document(media: AttachedMedia) -> Document:
    document = asdict(media)
    # What only recordings have is left out of pictures, so that earlier versions can read them during an upgrade.
    return document if not media.is_picture else {name: document[name] for name in _OF_PICTURES}


def pictures_of(document: Document) -> tuple[AttachedMedia, ...]:
    """What a post, or an earlier version of it, shows; older documents do not say."""
    return tuple([AttachedMedia(**each) for each in document.get("media", ())])


def poll_document(poll: Poll | None) -> Document:
    """What a post asks."""
    return {"poll": None if poll is None else {**asdict(poll), "options": list(poll.options)}}


def poll_of(document: Document) -> Poll | None:
    """What a post asks; older documents do not say."""
    poll = document.get("poll")
    return None if poll is None else Poll(**{**poll, "options": tuple(poll["options"])})


def poll_options_of(version: Document) -> tuple[str, ...]:
    """What an earlier version of a post asked; older documents do not say."""
    return tuple(version.get("poll_options", ()))


def is_sensitive(document: Document) -> bool:
    """Whether the pictures of a post are, out or not, or of an earlier version of one; older documents do not say."""
    return bool(document.get("sensitive"))


def media_of(document: Document) -> Media:
    """The picture or recording in a document; older ones do not say what only recordings have, nor what keeps them."""
    values = {name: document[name] for name in _MEDIA_FIELDS if name in document}
    return Media(
        id=document["_id"],
        purpose=MediaPurpose(document["purpose"]),
        state=MediaState(document.get("state", MediaState.READY.value)),
        **values,
    )


def pending_document(pending: PendingPost) -> Document:
    """A scheduled post or a draft."""
    values = stored(asdict(pending, recurse=False))
    values["poll"] = None if pending.poll is None else {**asdict(pending.poll), "options": list(pending.poll.options)}
    return {"_id": values.pop("id"), **values, "media_ids": list(pending.media_ids)}


def pending_of(document: Document) -> PendingPost:
    """The scheduled post or draft in a document."""
    special = ("id", "visibility", "media_ids", "obstacle", "sensitive", "poll", "app_id")
    poll = document.get("poll")  # older documents do not say, as with the app
    return PendingPost(
        id=document["_id"],
        visibility=Visibility(document["visibility"]),
        media_ids=tuple(document["media_ids"]),
        obstacle=None if document["obstacle"] is None else Obstacle(document["obstacle"]),
        sensitive=is_sensitive(document),
        poll=None if poll is None else WantedPoll(**{**poll, "options": tuple(poll["options"])}),
        app_id=document.get("app_id"),
        **{name: document[name] for name in PendingPost.__match_args__ if name not in special},
    )


def post_search(text: str, content_warning: str, edited_at: datetime | None) -> Document:
    """By what a post is found: `of` is the edit that the words are of."""
    return _search(text_words(f"{content_warning} {text}"), edited_at)


def account_search(username: str, domain: str | None, display_name: str) -> Document:
    """By what an account is found: `of` is the display name that the words are of."""
    return _search(name_words(username, domain or "", display_name), display_name)


def _search(words: Sequence[str], of: datetime | str | None) -> Document:
    return {"search": {"words": [kept_word(word) for word in words], "of": of}}


def post_of(document: Document) -> Post:
    """The post in a document."""
    return Post(
        id=document["_id"],
        visibility=Visibility(document["visibility"]),
        mentions=mentions_of(document),
        hashtags=tuple(document["hashtags"]),
        media=pictures_of(document),
        poll=poll_of(document),
        sensitive=is_sensitive(document),
        **{name: document[name] for name in _POST_FIELDS},
    )


def mentions_of(document: Document) -> tuple[MentionedAccount, ...]:
    """Whom a post mentions."""
    return tuple([MentionedAccount(**mention) for mention in document["mentions"]])


def list_of(document: Document) -> List:
    """The list in a document."""
    return List(
        id=document["_id"],
        account_id=document["account_id"],
        title=document["title"],
        replies_policy=RepliesPolicy(document["replies_policy"]),
        exclusive=document["exclusive"],
        created_at=document["created_at"],
    )


def marker_of(document: Document) -> Marker:
    """The marker in a document."""
    return Marker(
        account_id=document["_id"]["account"],
        timeline=MarkedTimeline(document["_id"]["timeline"]),
        last_read_id=document["last_read_id"],
        version=document["version"],
        updated_at=document["updated_at"],
    )

"""Posts and accounts as a viewer sees them: the stages that bring it together, and what is made of it.

Whatever shows posts puts them into `entry`, a post or a boost, and lets them through `with_post`, stages of
`visibility` and `with_marks`.
"""

from microblog.adapters.storage.mongo.documents import Document, is_sensitive, mentions_of, pictures_of, poll_of
from microblog.adapters.storage.mongo.visibility import Stage
from microblog.domain.model.post import Visibility
from microblog.domain.model.views import AccountView, FollowView, PollView, PostView

# From a document that is an entry.
AS_ENTRY: tuple[Stage, ...] = ({"$project": {"_id": 0, "entry": "$$ROOT"}},)

_ACCOUNT = ("_id", "username", "domain", "url", "display_name", "locked", "avatar")
_POST = (
    "_id",
    "account_id",
    "uri",
    "url",
    "text",
    "html",
    "content_warning",
    "language",
    "visibility",
    "created_at",
    "edited_at",
    "in_reply_to_id",
    "in_reply_to_account_id",
    "thread_id",
    "mentions",
    "hashtags",
    "media",
    "replies_count",
    "boosts_count",
    "likes_count",
    "poll",
    "poll_counts",
    "sensitive",
)
PEOPLE = {f"people.{name}": 1 for name in _ACCOUNT}
_SHOWN = {
    "entry_id": "$entry._id",
    "entry._id": 1,
    "entry.account_id": 1,
    "entry.created_at": 1,
    **{f"post.{name}": 1 for name in _POST},
    **PEOPLE,
    "people.sensitized": 1,
}

_VISIBILITIES = {visibility.value: visibility for visibility in Visibility}


def entry_from(key: str) -> list[Stage]:
    """The entry with the id in that field; without one nothing passes."""
    return [
        {"$lookup": {"from": "posts", "localField": key, "foreignField": "_id", "as": "entry"}},
        {"$unwind": "$entry"},
    ]


def with_post() -> list[Stage]:
    """Adds to each entry the post that it shows."""
    return [
        {"$lookup": {"from": "posts", "localField": "entry.boost_of_id", "foreignField": "_id", "as": "post"}},
        {"$set": {"post": {"$ifNull": [{"$first": "$post"}, "$entry"]}}},
    ]


def with_marks(viewer_id: int | None, *more: str) -> list[Stage]:
    """Adds what the viewer did with each post, and leaves only what `post_view` wants and these fields."""
    shown = {**_SHOWN, **dict.fromkeys(more, 1), "viewer": {"$literal": viewer_id}}
    if viewer_id is None:
        return [{"$project": shown}]
    boost, viewer = {"account_id": viewer_id}, {"$literal": viewer_id}
    mark, is_own = {"account": viewer, "post": "$post._id"}, {"$eq": ["$post.account_id", viewer]}
    has_poll = {"$gt": ["$post.poll", None]}
    thread = {"account": viewer, "thread": "$post.thread_id"}
    return [
        {"$set": {"mark": mark, "own": {"$cond": [is_own, mark, None]}, "asked": {"$cond": [has_poll, mark, None]}}},
        {"$set": {"thread": thread}},
        {"$lookup": {"from": "likes", "localField": "mark", "foreignField": "_id", "as": "liked"}},
        {"$lookup": {"from": "bookmarks", "localField": "mark", "foreignField": "_id", "as": "bookmarked"}},
        {"$lookup": {"from": "thread_mutes", "localField": "thread", "foreignField": "_id", "as": "muted"}},
        {"$lookup": {"from": "pins", "localField": "own", "foreignField": "_id", "as": "pinned"}},
        {"$lookup": {"from": "poll_votes", "localField": "asked", "foreignField": "_id", "as": "voted"}},
        {
            "$lookup": {
                "from": "posts",
                "localField": "post._id",
                "foreignField": "boost_of_id",
                "pipeline": [{"$match": boost}, {"$project": {"_id": 1}}],
                "as": "boosted",
            }
        },
        {"$project": {**shown, **dict.fromkeys(("liked", "boosted", "bookmarked", "pinned", "voted", "muted"), 1)}},
    ]


def account_view(document: Document) -> AccountView:
    """An account as it stands beside a post."""
    return AccountView(*[document.get(name, "") for name in _ACCOUNT])


def follow_view(document: Document) -> FollowView:
    """An account in a list that goes by `entry_id`."""
    return FollowView(document["entry_id"], account_view(document["people"][0]))


def post_view(document: Document) -> PostView:
    """A post as the viewer sees it."""
    entry, post = document["entry"], document["post"]
    people = {account["_id"]: account for account in document["people"]}
    is_boost = entry["_id"] != post["_id"]
    # Of the viewer's own posts it is what they said themselves, as they may edit them.
    is_sensitized = people[post["account_id"]].get("sensitized", False) and document["viewer"] != post["account_id"]
    return PostView(
        document["entry_id"],
        post["_id"],
        post["uri"],
        post["url"],
        account_view(people[post["account_id"]]),
        post["text"],
        post["html"],
        post["content_warning"],
        post["language"],
        _VISIBILITIES[post["visibility"]],
        post["created_at"],
        post["edited_at"],
        post["in_reply_to_id"],
        post["in_reply_to_account_id"],
        post["thread_id"],
        mentions_of(post),
        tuple(post["hashtags"]),
        pictures_of(post),
        post["replies_count"],
        post["boosts_count"],
        post["likes_count"],
        bool(document.get("liked")),
        bool(document.get("boosted")),
        bool(document.get("bookmarked")),
        bool(document.get("pinned")),
        bool(document.get("muted")),
        account_view(people[entry["account_id"]]) if is_boost else None,
        entry["created_at"] if is_boost else None,
        poll=_poll_view(post, document.get("voted")),
        sensitive=is_sensitive(post) or is_sensitized,
    )


def _poll_view(post: Document, voted: list[Document] | None) -> PollView | None:
    poll = poll_of(post)
    if poll is None:
        return None
    return PollView.of(poll, post["poll_counts"], tuple(voted[0]["choices"]) if voted else None)

"""Who may see a post, in stages of a pipeline: the same as `can_see` and `is_listed`, which a test holds against it.

The documents that pass through have `entry`, a post or a boost, and `post`, which is the entry or what it boosts.
"""

from typing import Any

from microblog.adapters.storage.mongo.documents import Document
from microblog.domain.model.account import AccountState
from microblog.domain.model.post import Visibility

Stage = Document

_FOR_ALL = [Visibility.PUBLIC.value, Visibility.UNLISTED.value]


def only_visible(viewer_id: int | None) -> list[Stage]:
    """Lets pass what the viewer may see (None: nobody is signed in). A boost is seen where the post is seen as well."""
    return [*_with_relations(viewer_id), {"$match": {"$expr": _is_visible(viewer_id)}}]


def only_unmuted(viewer_id: int | None) -> list[Stage]:
    """Lets pass, of what got through `only_visible`, that of which the viewer mutes neither author."""
    if viewer_id is None:
        return []
    mutes = {"$map": {"input": "$authors", "in": {"muter": _value(viewer_id), "muted": "$$this"}}}
    return [
        {"$set": {"mutes": mutes}},
        {"$lookup": {"from": "mutes", "localField": "mutes", "foreignField": "_id", "as": "mutes"}},
        {"$match": {"mutes": []}},
    ]


def only_listed(viewer_id: int | None) -> list[Stage]:
    """Lets pass, of posts that got through `only_visible`, those whose author is offered to the viewer."""
    return [{"$match": {"$expr": _is_listed(viewer_id)}}]


def only_told(account: str, sender: str) -> list[Stage]:
    """Lets pass, of notifications, those of senders of whom the account (an expression) wants to be told."""
    return [
        {"$set": {"mute": {"muter": account, "muted": f"${sender}"}}},
        {"$lookup": {"from": "mutes", "localField": "mute", "foreignField": "_id", "as": "mute"}},
        {"$match": {"mute.notifications": {"$ne": True}}},
    ]


def with_visible(viewer_id: int | None) -> list[Stage]:
    """Lets all pass and notes in `visible` whether the viewer may see it."""
    return [*_with_relations(viewer_id), {"$set": {"visible": _is_visible(viewer_id)}}]


def with_listed(viewer_id: int | None) -> list[Stage]:
    """Lets all posts that come from `with_visible` pass, and notes there also whether their author is offered."""
    return [{"$set": {"visible": {"$and": ["$visible", _is_listed(viewer_id)]}}}]


def only_shown(viewer_id: int | None, account_id: str) -> list[Stage]:
    """Lets pass what has an account in that field that is listed for the viewer, and notes it in `people`.

    It is active, and neither blocks the other.
    """
    stages: list[Stage] = [
        {"$lookup": {"from": "accounts", "localField": account_id, "foreignField": "_id", "as": "people"}},
        {"$match": {"people.state": AccountState.ACTIVE.value}},
    ]
    if viewer_id is None:
        return stages
    return [
        *stages,
        {"$set": {"between": _both_ways(viewer_id, f"${account_id}")}},
        {"$lookup": {"from": "blocks", "localField": "between", "foreignField": "_id", "as": "blocks"}},
        {"$match": {"blocks": []}},
    ]


def only_offered(viewer_id: int | None) -> list[Stage]:
    """Lets pass, of what got through `only_shown`, the accounts that are offered to the viewer."""
    not_limited = {"people.limited": {"$ne": True}}
    if viewer_id is None:
        return [{"$match": not_limited}]
    followed = {"follower": _value(viewer_id), "followee": {"$first": "$people._id"}}
    return [
        {"$set": {"followed": followed}},
        {"$lookup": {"from": "follows", "localField": "followed", "foreignField": "_id", "as": "followed"}},
        {"$match": {"$or": [not_limited, {"people._id": viewer_id}, {"followed.accepted": True}]}},
    ]


def _with_relations(viewer_id: int | None) -> list[Stage]:
    """Adds the authors of both, and what lies between the viewer and these."""
    stages: list[Stage] = [
        {"$set": {"authors": ["$entry.account_id", "$post.account_id"]}},
        {"$lookup": {"from": "accounts", "localField": "authors", "foreignField": "_id", "as": "people"}},
    ]
    if viewer_id is None:
        return stages
    between = {"$map": {"input": "$authors", "in": _both_ways(viewer_id, "$$this")}}
    follows = {"$map": {"input": "$authors", "in": {"follower": _value(viewer_id), "followee": "$$this"}}}
    flat = {"$reduce": {"input": between, "initialValue": [], "in": {"$concatArrays": ["$$value", "$$this"]}}}
    return [
        *stages,
        {"$set": {"between": flat, "asked": follows}},
        {"$lookup": {"from": "blocks", "localField": "between", "foreignField": "_id", "as": "blocks"}},
        {"$lookup": {"from": "follows", "localField": "asked", "foreignField": "_id", "as": "follows"}},
        {"$set": {"follows": {"$filter": {"input": "$follows", "cond": "$$this.accepted"}}}},
    ]


def _is_visible(viewer_id: int | None) -> Any:
    authors_are_active = {"$setIsSubset": ["$people.state", [AccountState.ACTIVE.value]]}
    conditions = [authors_are_active, _may_see(viewer_id, "$entry"), _may_see(viewer_id, "$post")]
    if viewer_id is not None:
        conditions.append({"$eq": ["$blocks", []]})
    return {"$and": conditions}


def _is_listed(viewer_id: int | None) -> Any:
    limited = {"$filter": {"input": "$people", "cond": {"$eq": ["$$this.limited", True]}}}
    known = [] if viewer_id is None else {"$concatArrays": ["$follows._id.followee", [_value(viewer_id)]]}
    return {"$setIsSubset": [{"$map": {"input": limited, "in": "$$this._id"}}, known]}


def _may_see(viewer_id: int | None, post: str) -> Any:
    grounds: list[Any] = [{"$in": [f"{post}.visibility", _FOR_ALL]}]
    if viewer_id is not None:
        for_followers = {"$eq": [f"{post}.visibility", Visibility.FOLLOWERS.value]}
        grounds += [
            {"$eq": [f"{post}.account_id", _value(viewer_id)]},
            {"$in": [_value(viewer_id), f"{post}.mentions.account_id"]},
            {"$and": [for_followers, {"$in": [f"{post}.account_id", "$follows._id.followee"]}]},
        ]
    return {"$and": [{"$eq": [f"{post}.deleted_at", None]}, {"$or": grounds}]}


def _both_ways(viewer_id: int, account: str) -> list[Document]:
    viewer = _value(viewer_id)
    return [{"blocker": viewer, "blocked": account}, {"blocker": account, "blocked": viewer}]


def _value(number: int) -> Document:
    return {"$literal": number}

"""Who may see a post, in SQL: the same as `can_see` and `is_listed`, held against it on random data by a test."""

from sqlalchemy import BigInteger, ColumnElement, FromClause, and_, bindparam, or_, select

from microblog.adapters.storage.sql.tables import blocks, follows, mutes, post_mentions
from microblog.domain.model.account import AccountState
from microblog.domain.model.post import Visibility

VIEWER: ColumnElement[int] = bindparam("viewer", type_=BigInteger())  # None where nobody is signed in


def found(key: ColumnElement[int], *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether there is the one row that meets the conditions, which name all columns of a unique key.

    No EXISTS: PostgreSQL may answer that by reading all that the viewer ever liked or follows into a hash. `key` is a
    column of the unique key, so that its index can answer alone and is preferred to others that begin like it.
    """
    return select(key).where(*conditions).scalar_subquery().is_not(None)


def not_blocked(account_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Neither the viewer blocks the account nor the account the viewer."""
    by_viewer = found(blocks.c.blocker_id, blocks.c.blocker_id == VIEWER, blocks.c.blocked_id == account_id)
    of_viewer = found(blocks.c.blocker_id, blocks.c.blocker_id == account_id, blocks.c.blocked_id == VIEWER)
    return and_(~by_viewer, ~of_viewer)


def not_muted(
    account_id: ColumnElement[int], *conditions: ColumnElement[bool], muter: ColumnElement[int] = VIEWER
) -> ColumnElement[bool]:
    """There is no mute of the account by the viewer, or none that fits these conditions."""
    return ~found(mutes.c.muter_id, mutes.c.muter_id == muter, mutes.c.muted_id == account_id, *conditions)


def is_shown(account: FromClause) -> ColumnElement[bool]:
    """Whether an account is listed for the viewer: it is active and neither blocks the other."""
    return and_(account.c.state == AccountState.ACTIVE, not_blocked(account.c.id))


def listed(author: FromClause) -> ColumnElement[bool]:
    """Whether an account, and what it writes, is offered to the viewer."""
    follow = follows.c
    is_followed = found(
        follow.follower_id, follow.follower_id == VIEWER, follow.followee_id == author.c.id, follow.accepted
    )
    return or_(~author.c.limited, author.c.id == VIEWER, is_followed)


def visible(post: FromClause, author: FromClause) -> ColumnElement[bool]:
    """Whether the viewer may see the post (of a boost: the boost alone). `author` must be joined to it."""
    mention = post_mentions.c
    mentioned = found(mention.post_id, mention.post_id == post.c.id, mention.account_id == VIEWER)
    follow = follows.c
    follows_author = found(
        follow.follower_id, follow.follower_id == VIEWER, follow.followee_id == post.c.account_id, follow.accepted
    )
    return and_(
        post.c.deleted_at.is_(None),
        author.c.state == AccountState.ACTIVE,
        or_(
            post.c.account_id == VIEWER,
            and_(
                not_blocked(post.c.account_id),
                or_(
                    # No IN: these are sent as they are (see `prepared`).
                    post.c.visibility == Visibility.PUBLIC,
                    post.c.visibility == Visibility.UNLISTED,
                    mentioned,
                    and_(post.c.visibility == Visibility.FOLLOWERS, follows_author),
                ),
            ),
        ),
    )

"""Posts and accounts as a viewer sees them."""

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.post import Post
from microblog.domain.model.views import AccountView, PollView, PostView
from microblog.domain.model.visibility import Relation, can_see, is_listed


def follows(tables: Tables, follower_id: int | None, followee_id: int) -> bool:
    """Whether one follows the other, and that was accepted."""
    if follower_id is None:
        return False
    follow = tables.follows.get((follower_id, followee_id))
    return follow is not None and follow.accepted


def is_shown(tables: Tables, viewer_id: int | None, account: Account) -> bool:
    """Whether an account is listed for the viewer: it is active and neither blocks the other."""
    if account.state is not AccountState.ACTIVE:
        return False
    return (viewer_id, account.id) not in tables.blocks and (account.id, viewer_id) not in tables.blocks


def tells(tables: Tables, account_id: int, sender_id: int) -> bool:
    """Whether the account wants notifications of what the other does."""
    mute = tables.mutes.get((account_id, sender_id))
    return mute is None or not mute.notifications


def visible(tables: Tables, viewer_id: int | None, post: Post) -> bool:
    """Whether the viewer may see the post, and the boosted post where it is a boost."""
    author = tables.accounts[post.account_id]
    relation = Relation(
        follows=follows(tables, viewer_id, author.id),
        blocks=(viewer_id, author.id) in tables.blocks,
        blocked_by=(author.id, viewer_id) in tables.blocks,
    )
    if not can_see(viewer_id, post, author.state, relation):
        return False
    return post.boost_of_id is None or visible(tables, viewer_id, tables.posts[post.boost_of_id])


def listed(tables: Tables, viewer_id: int | None, account_id: int) -> bool:
    """Whether an account, and what it writes, is offered to the viewer."""
    relation = Relation(follows=follows(tables, viewer_id, account_id))
    return is_listed(viewer_id, tables.accounts[account_id], relation)


def unmuted(tables: Tables, viewer_id: int | None, post: Post) -> bool:
    """Whether the viewer mutes neither who wrote the post nor, where it is a boost, who wrote what is boosted."""
    if (viewer_id, post.account_id) in tables.mutes:
        return False
    return post.boost_of_id is None or unmuted(tables, viewer_id, tables.posts[post.boost_of_id])


def account_view(account: Account) -> AccountView:
    """An account as it stands beside a post."""
    return AccountView(
        account.id,
        account.username,
        account.domain,
        account.url,
        account.display_name,
        account.locked,
        account.avatar,
    )


def post_view(tables: Tables, viewer_id: int | None, entry: Post) -> PostView:
    """A post, or what a boost boosts, as the viewer sees it."""
    post = entry if entry.boost_of_id is None else tables.posts[entry.boost_of_id]
    others = [other for other in tables.posts.values() if other.deleted_at is None]
    return PostView(
        entry_id=entry.id,
        id=post.id,
        uri=post.uri,
        url=post.url,
        author=account_view(tables.accounts[post.account_id]),
        text=post.text,
        html=post.html,
        content_warning=post.content_warning,
        language=post.language,
        visibility=post.visibility,
        created_at=post.created_at,
        edited_at=post.edited_at,
        in_reply_to_id=post.in_reply_to_id,
        in_reply_to_account_id=post.in_reply_to_account_id,
        thread_id=post.thread_id,
        mentions=post.mentions,
        hashtags=post.hashtags,
        media=post.media,
        replies_count=sum(other.in_reply_to_id == post.id for other in others),
        boosts_count=sum(other.boost_of_id == post.id for other in others),
        likes_count=sum(like.post_id == post.id for like in tables.likes.values()),
        liked=(viewer_id, post.id) in tables.likes,
        boosted=viewer_id is not None
        and any((other.account_id, other.boost_of_id) == (viewer_id, post.id) for other in others),
        bookmarked=(viewer_id, post.id) in tables.bookmarks,
        pinned=viewer_id == post.account_id and (viewer_id, post.id) in tables.pins,
        muted=(viewer_id, post.thread_id) in tables.thread_mutes,
        boosted_by=account_view(tables.accounts[entry.account_id]) if entry is not post else None,
        boosted_at=entry.created_at if entry is not post else None,
        poll=_poll_view(tables, viewer_id, post),
        sensitive=post.sensitive or (tables.accounts[post.account_id].sensitized and viewer_id != post.account_id),
    )


def _poll_view(tables: Tables, viewer_id: int | None, post: Post) -> PollView | None:
    if post.poll is None:
        return None
    votes = {vote.account_id: vote.choices for vote in tables.poll_votes.values() if vote.post_id == post.id}
    chosen = [place for choices in votes.values() for place in choices]
    counts = [chosen.count(place) for place in range(len(post.poll.options))]
    return PollView.of(post.poll, (len(votes), *counts), None if viewer_id is None else votes.get(viewer_id))

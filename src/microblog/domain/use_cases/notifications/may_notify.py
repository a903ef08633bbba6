"""Whether one person may be told of another."""

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.post import Post
from microblog.ports.unit_of_work import UnitOfWork


def may_notify(uow: UnitOfWork, account_id: int, sender: Account, post: Post | None = None) -> bool:
    """Whether the account is a local one and another than the sender, both are active, and neither blocks the other.

    Nor does the account mute the sender so that there are no notifications, or the conversation of the post that it
    would be about.
    """
    if account_id == sender.id:
        return False
    account = uow.accounts.get(account_id)
    return (
        account is not None
        and account.domain is None
        and account.state is AccountState.ACTIVE
        and sender.state is AccountState.ACTIVE
        and not uow.blocks.between(account_id, sender.id)
        and not hears_nothing_of(uow, account_id, sender.id, post)
    )


def hears_nothing_of(uow: UnitOfWork, account_id: int, sender_id: int, post: Post | None = None) -> bool:
    """Whether the account mutes the sender so that there are no notifications, or the conversation of the post."""
    mute = uow.mutes.get(account_id, sender_id)
    if mute is not None and mute.notifications:
        return True
    return post is not None and uow.thread_mutes.has(account_id, post.thread_id)

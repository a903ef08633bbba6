"""What is there in the end: read from a site's storage, past its processes."""

from collections import Counter
from datetime import timedelta

from microblog.domain.model.page import Cursor
from microblog.entrypoints.container import Container


def free_leased(container: Container) -> None:
    """End the leases of tasks whose worker is gone, instead of waiting a minute for it."""
    now = container.clock()()
    with container.unit_of_work()() as uow:
        uow.outbox.claim(now=now + timedelta(minutes=2), lease_until=now, limit=1000)
        uow.commit()


def tasks_left(container: Container) -> tuple[int, int]:
    """How many tasks wait, and how many were given up."""
    with container.unit_of_work()() as uow:
        left: tuple[int, int] = uow.outbox.depth()
    return left


def texts_of(container: Container, username: str) -> Counter[str]:
    """What somebody wrote, each with how often it is stored."""
    read, found, cursor = container.read_account_timeline(), Counter[str](), Cursor(limit=40)
    while True:
        _, page = read(viewer_id=None, target=username, cursor=cursor, with_replies=True)
        found.update(post.text for post in page.items)
        if page.next_max_id is None:
            return found
        cursor = Cursor(max_id=page.next_max_id, limit=40)


def told_to(container: Container, username: str) -> Counter[str]:
    """The posts that somebody was told about, each with how often."""
    profile = container.read_profile()(viewer_id=None, target=username)
    query, found, cursor = container.storage().notifications, Counter[str](), Cursor(limit=40)
    while True:
        page = query.of_account(profile.account.id, cursor)
        found.update(told.post.text for told in page.items if told.post is not None)
        if page.next_max_id is None:
            return found
        cursor = Cursor(max_id=page.next_max_id, limit=40)

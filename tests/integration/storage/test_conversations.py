"""What people write to each other alone, in every storage."""

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.conversation import Conversation
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Post, Visibility
from tests.integration.storage.storage import Storage


def write(storage: Storage, author: Account, *others: Account, answers: Post | None = None) -> Post:
    """Something for these alone, which all of them have in a conversation."""
    post = storage.post(author, Visibility.MENTIONED, mentions=others, answers=answers)
    with storage.begin() as unit:
        for account in (author, *others):
            unit.conversations.put(Conversation(account.id, post.thread_id, post.id, unread=account is not author))
        unit.commit()
    return post


def read(storage: Storage, account: Account, cursor: Cursor | None = None) -> list[tuple[int, int, bool]]:
    """Thread, last post, and whether it is unread."""
    page = storage.conversations.of_account(account.id, cursor or Cursor())
    return [(view.id, view.post.id, view.unread) for view in page.items]


def test_conversations_go_by_their_last_posts(storage: Storage) -> None:
    anna, ben, cleo = (storage.account() for _ in range(3))
    first, second = write(storage, anna, ben), write(storage, cleo, anna)
    third = write(storage, ben, anna, answers=first)
    assert read(storage, anna) == [(first.id, third.id, True), (second.id, second.id, True)]
    assert read(storage, ben) == [(first.id, third.id, False)]
    view = storage.conversations.get(anna.id, first.id)
    assert view is not None
    assert view.post == storage.posts.get(anna.id, third.id)
    assert view.others(anna.id) == (ben.id,)
    assert storage.conversations.get(cleo.id, first.id) is None
    page = storage.conversations.of_account(anna.id, Cursor(limit=1))
    assert page.next_max_id == third.id
    assert read(storage, anna, Cursor(max_id=page.next_max_id)) == [(second.id, second.id, True)]


def test_an_older_post_changes_nothing(storage: Storage) -> None:
    anna, ben = storage.account(), storage.account()
    first = write(storage, anna, ben)
    last = write(storage, anna, ben, answers=first)
    with storage.begin() as unit:
        unit.conversations.put(Conversation(ben.id, first.id, first.id, unread=False))
        unit.conversations.put(Conversation(ben.id, first.id, last.id, unread=False))
        assert unit.conversations.get(ben.id, first.id) == Conversation(ben.id, first.id, last.id, unread=True)
        assert unit.conversations.get(ben.id, 99) is None


def test_one_is_read_or_removed(storage: Storage) -> None:
    anna, ben = storage.account(), storage.account()
    first, second = write(storage, anna, ben), write(storage, anna, ben)
    with storage.begin() as unit:
        assert unit.conversations.mark_read(ben.id, first.id)
        assert unit.conversations.mark_read(ben.id, first.id)
        assert not unit.conversations.mark_read(ben.id, 99)
        assert unit.conversations.remove(ben.id, second.id)
        assert not unit.conversations.remove(ben.id, second.id)
        unit.commit()
    assert read(storage, ben) == [(first.id, first.id, False)]
    assert len(read(storage, anna)) == 2
    with storage.begin() as unit:
        unit.conversations.remove_all(anna.id)
        unit.commit()
    assert (read(storage, anna), len(read(storage, ben))) == ([], 1)


def test_what_is_deleted_gives_way_to_what_came_before(storage: Storage) -> None:
    anna, ben, cleo = (storage.account() for _ in range(3))
    first = write(storage, anna, ben)
    storage.post(anna, answers=first)
    second = write(storage, ben, anna, cleo, answers=first)
    storage.bury(second)
    with storage.begin() as unit:
        unit.conversations.settle(second.id)
        unit.commit()
    assert read(storage, anna) == [(first.id, first.id, True)]
    assert read(storage, ben) == [(first.id, first.id, False)]
    with storage.begin() as unit:
        assert unit.conversations.get(cleo.id, first.id) is None
    storage.bury(first)
    with storage.begin() as unit:
        unit.conversations.settle(first.id)
        assert unit.conversations.get(anna.id, first.id) is None


def test_what_still_stands_stays(storage: Storage) -> None:
    anna, ben = storage.account(), storage.account()
    post = write(storage, anna, ben)
    with storage.begin() as unit:
        unit.conversations.settle(post.id)
        unit.commit()
    assert read(storage, ben) == [(post.id, post.id, True)]


def test_what_may_not_be_seen_is_left_out(storage: Storage) -> None:
    anna, ben, gone = storage.account(), storage.account(), storage.account(state=AccountState.SUSPENDED)
    write(storage, gone, anna)
    assert read(storage, anna) == []
    post = write(storage, ben, anna)
    assert len(read(storage, anna)) == 1
    storage.block(anna, ben)
    assert read(storage, anna) == []
    assert storage.conversations.get(anna.id, post.id) is None

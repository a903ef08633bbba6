"""Home timelines, for writing."""

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Post, Visibility
from tests.integration.storage.storage import Storage


def home(storage: Storage, owner: Account) -> list[int]:
    return [view.entry_id for view in storage.timelines.home(owner.id, Cursor(limit=40)).items]


def fan_out(storage: Storage, post: Post) -> None:
    with storage.begin() as unit:
        unit.home_timelines.fan_out(post)
        unit.commit()


def test_a_post_stands_once(storage: Storage) -> None:
    author, reader = storage.account(), storage.account()
    post = storage.post(author)
    with storage.begin() as unit:
        unit.home_timelines.add([author.id, reader.id], post.id)
        unit.home_timelines.add([reader.id], post.id)
        unit.home_timelines.add([], post.id)
        unit.commit()
    assert home(storage, author) == home(storage, reader) == [post.id]


def test_fan_out_reaches_active_local_followers(storage: Storage) -> None:
    author, follower, stranger = storage.account(), storage.account(), storage.account()
    asking, blocking, blocked = storage.account(), storage.account(), storage.account()
    suspended, elsewhere = storage.account(state=AccountState.SUSPENDED), storage.account(domain="example.net")
    for reader in (follower, blocking, blocked, suspended, elsewhere):
        storage.follow(reader, author)
    storage.follow(asking, author, accepted=False)
    storage.follow(author, stranger)
    storage.block(blocking, author)
    storage.block(author, blocked)
    for visibility in (Visibility.PUBLIC, Visibility.UNLISTED, Visibility.FOLLOWERS):
        fan_out(storage, storage.post(author, visibility))
    fan_out(storage, storage.boost(author, storage.post(stranger)))
    assert len(home(storage, follower)) == 4
    with storage.begin() as unit:  # the others got nothing, not even what would be hidden at reading
        assert unit.home_timelines.trim(0) == 4


def test_fan_out_leaves_what_stands_there(storage: Storage) -> None:
    author, first, second = storage.account(), storage.account(), storage.account()
    storage.follow(first, author)
    storage.follow(second, author)
    post = storage.post(author)
    storage.put_home(first, post)
    fan_out(storage, post)
    fan_out(storage, post)
    assert home(storage, first) == home(storage, second) == [post.id]
    with storage.begin() as unit:
        assert unit.home_timelines.trim(0) == 2


def test_fan_out_of_what_is_for_the_mentioned_alone(storage: Storage) -> None:
    author, mentioned, follower, no_follower = (storage.account() for _ in range(4))
    storage.follow(mentioned, author)
    storage.follow(follower, author)
    post = storage.post(author, Visibility.MENTIONED, mentions=[mentioned, no_follower])
    fan_out(storage, post)
    assert home(storage, mentioned) == [post.id]
    assert home(storage, follower) == home(storage, no_follower) == []
    with storage.begin() as unit:
        assert unit.home_timelines.trim(0) == 1


def test_fan_out_of_a_reply_to_another(storage: Storage) -> None:
    author, answered, of_both, of_one, asking, mentioned = (storage.account() for _ in range(6))
    for follower in (answered, of_both, of_one, asking, mentioned):
        storage.follow(follower, author)
    storage.follow(of_both, answered)
    storage.follow(asking, answered, accepted=False)
    reply = storage.post(author, answers=storage.post(answered), mentions=[mentioned])
    fan_out(storage, reply)
    for reader in (answered, of_both, mentioned):
        assert home(storage, reader) == [reply.id]
    for reader in (of_one, asking):
        assert home(storage, reader) == []


def test_fan_out_of_a_reply_to_oneself(storage: Storage) -> None:
    author, follower = storage.account(), storage.account()
    storage.follow(follower, author)
    reply = storage.post(author, answers=storage.post(author))
    fan_out(storage, reply)
    assert home(storage, follower) == [reply.id]


def test_backfill_puts_the_newest(storage: Storage) -> None:
    author, reader, other = storage.account(), storage.account(), storage.account()
    old, newer = storage.post(author), storage.post(author)
    storage.post(author, answers=storage.post(other))
    own_reply = storage.post(author, answers=newer)
    boost = storage.boost(author, storage.post(other))
    storage.bury(storage.post(author))
    with storage.begin() as unit:
        unit.home_timelines.backfill(reader.id, author.id, 3)
        unit.home_timelines.backfill(reader.id, author.id, 2)
        unit.commit()
    assert home(storage, reader) == [boost.id, own_reply.id, newer.id]
    with storage.begin() as unit:
        unit.home_timelines.backfill(reader.id, author.id, 100)
        unit.commit()
    assert home(storage, reader) == [boost.id, own_reply.id, newer.id, old.id]


def test_an_author_is_taken_off_one_timeline(storage: Storage) -> None:
    author, reader, other = storage.account(), storage.account(), storage.account()
    stays = storage.post(other)
    boosted_by_other = storage.boost(other, storage.post(author))
    goes = [storage.post(author), storage.boost(author, stays)]
    storage.put_home(reader, stays, boosted_by_other, *goes)
    storage.put_home(other, *goes)
    with storage.begin() as unit:
        unit.home_timelines.remove_author(reader.id, author.id)
        unit.commit()
    assert home(storage, reader) == [boosted_by_other.id, stays.id]
    assert len(home(storage, other)) == 2


def test_a_post_and_its_boosts_are_taken_off_all(storage: Storage) -> None:
    author, reader = storage.account(), storage.account()
    post, other = storage.post(author), storage.post(author)
    boost = storage.boost(reader, post)
    storage.put_home(author, post, boost, other)
    storage.put_home(reader, boost, other)
    with storage.begin() as unit:
        unit.home_timelines.remove_post(post.id)
        unit.commit()
    assert home(storage, author) == home(storage, reader) == [other.id]


def test_a_timeline_is_dropped(storage: Storage) -> None:
    author, reader = storage.account(), storage.account()
    post = storage.post(author)
    storage.put_home(author, post)
    storage.put_home(reader, post)
    with storage.begin() as unit:
        unit.home_timelines.remove_owner(reader.id)
        unit.home_timelines.remove_owner(99)
        unit.commit()
    assert home(storage, reader) == []
    assert home(storage, author) == [post.id]


def test_trim_keeps_the_newest_of_each(storage: Storage) -> None:
    author, reader = storage.account(), storage.account()
    posts = [storage.post(author) for _ in range(5)]
    storage.put_home(author, *posts[:2])
    storage.put_home(reader, *posts)
    with storage.begin() as unit:
        assert unit.home_timelines.trim(3) == 2
        assert unit.home_timelines.trim(3) == 0
        unit.commit()
    assert home(storage, reader) == [post.id for post in reversed(posts[2:])]
    assert len(home(storage, author)) == 2


def test_fan_out_by_tags_reaches_active_local_accounts_that_follow_one(storage: Storage) -> None:
    author, reader, of_both, of_another = (storage.account() for _ in range(4))
    blocking, blocked = storage.account(), storage.account()
    suspended, elsewhere = storage.account(state=AccountState.SUSPENDED), storage.account(domain="example.net")
    for follower in (author, reader, of_both, blocking, blocked, suspended, elsewhere):
        storage.follow_tag(follower, "rye")
    storage.follow_tag(of_both, "straße")
    storage.follow_tag(of_another, "ry")
    storage.block(blocking, author)
    storage.block(author, blocked)
    post, untagged = storage.post(author, hashtags=("rye", "straße")), storage.post(author)
    storage.put_home(author, post)
    with storage.begin() as unit:
        for each in (post, post, untagged):
            unit.home_timelines.fan_out_by_tags(each)
        unit.commit()
    for one in (author, reader, of_both):
        assert home(storage, one) == [post.id]
    with storage.begin() as unit:  # the others got nothing
        assert unit.home_timelines.trim(0) == 3

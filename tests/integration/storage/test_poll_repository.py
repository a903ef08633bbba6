"""Votes in polls: who voted what, how many did, and which polls nobody was told the end of."""

from datetime import timedelta

from attrs import evolve

from microblog.domain.model.page import Cursor
from microblog.domain.model.poll import Poll, PollVote
from microblog.domain.model.post import Post, PostVersion
from microblog.domain.model.views import PollView
from tests.integration.storage.storage import NOW, Storage

POLL = Poll(("Tee 🍵 \"'\\", "coffee", "water"), multiple=True, hide_totals=True, ends_at=NOW + timedelta(days=1))


def _shown(storage: Storage, viewer_id: int | None, post: Post) -> PollView:
    view = storage.posts.get(viewer_id, post.id)
    assert view is not None
    assert view.poll is not None
    return view.poll


def test_votes_are_counted_once_for_each_account(storage: Storage) -> None:
    anna, ben, cleo = (storage.account() for _ in range(3))
    post, other = storage.post(anna, poll=POLL), storage.post(anna, poll=POLL)
    votes = [PollVote(storage.new_id(), ben.id, post.id, (0, 2), NOW), PollVote(10_000, cleo.id, post.id, (2,), NOW)]
    with storage.begin() as unit:
        assert [unit.polls.add(vote) for vote in votes] == [True, True]
        assert not unit.polls.add(PollVote(10_001, ben.id, post.id, (1,), NOW))
        unit.commit()
    with storage.begin() as unit:
        assert unit.posts.get(post.id) == post
        assert [unit.polls.get(one.id, post.id) for one in (ben, cleo, anna)] == [*votes, None]
        assert unit.polls.get(ben.id, other.id) is None
        assert unit.polls.of_post(post.id, 0, 10) == votes
        assert unit.polls.of_post(post.id, 0, 1) == votes[:1]
        assert unit.polls.of_post(post.id, votes[0].id, 10) == votes[1:]
        assert unit.polls.of_post(other.id, 0, 10) == []
    counted = PollView.of(POLL, (2, 1, 0, 2), None)
    assert _shown(storage, None, post) == _shown(storage, anna.id, post) == counted
    assert _shown(storage, ben.id, post) == evolve(counted, choices=(0, 2))
    assert _shown(storage, ben.id, other) == PollView.of(POLL, (0, 0, 0, 0), None)


def test_a_boost_shows_the_poll_as_the_viewer_left_it(storage: Storage) -> None:
    anna, ben = storage.account(), storage.account()
    post, plain = storage.post(anna, poll=POLL), storage.post(anna)
    storage.put_home(ben, plain, storage.boost(anna, post))
    storage.vote(ben, post, 1)
    shown = [view.poll for view in storage.timelines.home(ben.id, Cursor()).items]
    assert shown == [PollView.of(POLL, (1, 0, 1, 0), (1,)), None]


def test_a_poll_is_remembered_until_it_ends(storage: Storage) -> None:
    anna = storage.account()
    first, second, third = (storage.post(anna, poll=POLL) for _ in range(3))
    moment = timedelta(milliseconds=1)
    with storage.begin() as unit:
        unit.polls.open(first.id, NOW)
        unit.polls.open(second.id, NOW - moment)
        unit.polls.open(third.id, NOW)
        unit.polls.open(third.id, NOW + moment)
        unit.commit()
    with storage.begin() as unit:
        assert unit.polls.ended(NOW, 10) == [second.id, first.id]
        assert unit.polls.ended(NOW, 1) == [second.id]
        assert [unit.polls.close(post.id, NOW) for post in (first, third)] == [True, False]
        assert not unit.polls.close(first.id, NOW)
        assert unit.polls.ended(NOW + moment, 10) == [second.id, third.id]
        unit.commit()


def test_another_poll_begins_without_votes_and_a_buried_post_has_none(storage: Storage) -> None:
    anna, ben, cleo = (storage.account() for _ in range(3))
    post, other = storage.post(anna, poll=POLL), storage.post(anna, poll=POLL)
    for each in (post, other):
        storage.vote(ben, each, 0, 1)
    changed = evolve(post, poll=Poll(("yes", "no"), multiple=False, hide_totals=False, ends_at=NOW))
    with storage.begin() as unit:
        unit.polls.open(post.id, NOW)
        unit.polls.open(other.id, NOW)
        unit.posts.add_version(PostVersion(post.id, "", "", "", NOW, (), POLL.options))
        unit.posts.add_version(PostVersion(post.id, "", "", "", NOW))
        unit.posts.save(changed)
        unit.polls.begin_anew(changed)
        unit.commit()
    assert [version.poll_options for version in storage.posts.versions(post.id)] == [POLL.options, ()]
    storage.vote(cleo, post, 1)
    assert changed.poll is not None
    assert _shown(storage, ben.id, post) == PollView.of(changed.poll, (1, 0, 1), None)
    storage.bury(other)
    with storage.begin() as unit:
        assert unit.polls.ended(NOW, 10) == []
        assert unit.polls.of_post(other.id, 0, 10) == []
        buried = unit.posts.get(other.id)
        assert buried is not None
        assert buried.poll is None
        without = evolve(changed, poll=None)
        unit.posts.save(without)
        unit.polls.begin_anew(without)
        assert unit.polls.of_post(post.id, 0, 10) == []
        unit.commit()
    view = storage.posts.get(ben.id, post.id)
    assert view is not None
    assert view.poll is None


def test_votes_of_an_account_go_in_bounded_numbers_and_are_counted_no_longer(storage: Storage) -> None:
    anna, ben, cleo = (storage.account() for _ in range(3))
    posts = [storage.post(anna, poll=POLL) for _ in range(3)]
    for post in posts:
        storage.vote(ben, post, 0, 2)
        storage.vote(cleo, post, 2)
    with storage.begin() as unit:
        assert [unit.polls.remove_some(ben.id, 2) for _ in range(3)] == [2, 1, 0]
        unit.commit()
    for post in posts:
        assert _shown(storage, ben.id, post) == PollView.of(POLL, (1, 0, 0, 1), None)

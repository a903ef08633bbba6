"""Whom there is to meet."""

from microblog.domain.model.account import AccountState
from microblog.domain.model.post import Visibility
from microblog.domain.model.relationships import DismissedSuggestion
from tests.integration.storage.storage import Storage


def test_who_came_last(storage: Storage) -> None:
    viewer, enemy, muted, *others = (storage.account() for _ in range(7))
    storage.account(domain="example.net")
    for state in AccountState:
        storage.account(state=state)
    storage.block(enemy, viewer)
    storage.mute(viewer, muted)
    shown = [one.id for one in storage.directory.newest(None, 0, 40)]
    assert shown[1:] == [one.id for one in (*others[::-1], muted, enemy, viewer)]
    for_viewer = [one.id for one in storage.directory.newest(viewer.id, 0, 40)]
    assert for_viewer == [one for one in shown if one not in (enemy.id, muted.id)]
    assert [one.id for one in storage.directory.newest(viewer.id, 2, 2)] == for_viewer[2:4]
    assert list(storage.directory.newest(viewer.id, 40, 2)) == []


def test_who_wrote_last(storage: Storage) -> None:
    viewer, enemy, muted, often, once, quiet = (storage.account() for _ in range(6))
    gone = storage.account(state=AccountState.SUSPENDED)
    first = storage.post(often)
    storage.post(once)
    for author in (enemy, muted, gone, often):
        storage.post(author)
    storage.post(quiet, Visibility.UNLISTED)
    storage.post(quiet, answers=first)
    storage.boost(quiet, first)
    storage.bury(storage.post(quiet))
    storage.block(viewer, enemy)
    storage.mute(viewer, muted)
    assert [one.id for one in storage.directory.active(None, 0, 40)] == [often.id, muted.id, enemy.id, once.id]
    assert [one.id for one in storage.directory.active(viewer.id, 0, 40)] == [often.id, once.id]
    assert [one.id for one in storage.directory.active(viewer.id, 1, 1)] == [once.id]


def test_whom_those_follow_whom_the_viewer_follows(storage: Storage) -> None:
    viewer, friend, other_friend, asked = (storage.account() for _ in range(4))
    twice, once, later, enemy, muted, unwanted, wanted_before = (storage.account() for _ in range(7))
    gone = storage.account(state=AccountState.SUSPENDED)
    storage.follow(viewer, friend)
    storage.follow(viewer, other_friend)
    storage.follow(viewer, asked, accepted=False)
    storage.follow(viewer, wanted_before, accepted=False)
    for person in (once, twice, enemy, muted, unwanted, wanted_before, gone, other_friend, viewer):
        storage.follow(friend, person)
    for person in (twice, later, friend):
        storage.follow(other_friend, person)
    storage.follow(friend, asked, accepted=False)
    storage.follow(asked, storage.account())
    storage.block(enemy, viewer)
    storage.mute(viewer, muted)
    with storage.begin() as unit:
        assert unit.suggestions.dismiss(DismissedSuggestion(viewer.id, unwanted.id))
        unit.commit()
    assert [one.id for one in storage.directory.suggested(viewer.id, 40)] == [twice.id, later.id, once.id]
    assert [one.id for one in storage.directory.suggested(viewer.id, 1)] == [twice.id]
    assert list(storage.directory.suggested(once.id, 40)) == []


def test_who_is_limited_is_there_for_who_follows_them(storage: Storage) -> None:
    stranger, friend, follower = (storage.account() for _ in range(3))
    limited = storage.account(limited=True)
    storage.post(limited)
    for one in (stranger, follower):
        storage.follow(one, friend)
    storage.follow(friend, limited)
    storage.follow(follower, limited)
    for viewer, is_offered in ((None, False), (stranger, False), (follower, True), (limited, True)):
        viewer_id = None if viewer is None else viewer.id
        for people in (storage.directory.newest(viewer_id, 0, 40), storage.directory.active(viewer_id, 0, 40)):
            assert (limited.id in [one.id for one in people]) is is_offered
    assert list(storage.directory.suggested(stranger.id, 40)) == []


def test_dismissals_are_counted_and_forgotten(storage: Storage) -> None:
    anna, ben = storage.account(), storage.account()
    with storage.begin() as unit:
        assert unit.suggestions.dismiss(DismissedSuggestion(anna.id, ben.id))
        assert not unit.suggestions.dismiss(DismissedSuggestion(anna.id, ben.id))
        assert unit.suggestions.dismiss(DismissedSuggestion(ben.id, anna.id))
        assert [unit.suggestions.count(one.id) for one in (anna, ben)] == [1, 1]
        unit.suggestions.remove_all(anna.id)
        assert [unit.suggestions.count(one.id) for one in (anna, ben)] == [0, 0]

from datetime import timedelta

import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Gone, NotFound, NotPermitted, ValidationError
from microblog.domain.model.events import PostPublishedQuietly
from microblog.domain.model.page import Cursor
from microblog.domain.use_cases.accounts.read_profile import ReadProfile
from microblog.domain.use_cases.mutes.end_mutes import EndMutes
from microblog.domain.use_cases.mutes.mute_account import MuteAccount, UnmuteAccount
from microblog.domain.use_cases.mutes.read_mutes import ReadMutes
from microblog.domain.use_cases.timelines.read_timeline import ReadAccountTimeline, ReadPublicTimeline
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_a_mute_keeps_somebody_away_until_it_is_taken_back(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.follow(anna, ben)
    post = world.write(ben)
    read = world.do(ReadPublicTimeline)
    assert world.do(MuteAccount)(muter_id=anna.id, target="Ben") == ben
    assert read(viewer_id=anna.id, cursor=Cursor()).items == ()
    assert [one.id for one in read(viewer_id=ben.id, cursor=Cursor()).items] == [post.id]
    profile, page = world.do(ReadAccountTimeline)(viewer_id=anna.id, target="ben", cursor=Cursor())
    assert (profile.mutes, profile.mutes_notifications, profile.follows) == (True, True, True)
    assert [one.id for one in page.items] == [post.id]
    assert world.events == [PostPublishedQuietly(post.id)]
    for _ in range(2):
        assert world.do(UnmuteAccount)(muter_id=anna.id, target=ben.id) == ben
        assert world.rows.mutes == {}
    assert [one.id for one in read(viewer_id=anna.id, cursor=Cursor()).items] == [post.id]


def test_the_last_word_counts(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    mute = world.do(MuteAccount)
    mute(muter_id=anna.id, target="ben", duration=timedelta(hours=1))
    mute(muter_id=anna.id, target="ben", notifications=False)
    (listed,) = world.do(ReadMutes)(account_id=anna.id, cursor=Cursor()).items
    assert (listed.account.id, listed.notifications, listed.expires_at) == (ben.id, False, None)
    profile = world.do(ReadProfile)(viewer_id=anna.id, target="ben")
    assert (profile.mutes, profile.mutes_notifications) == (True, False)


def test_a_mute_ends_by_itself(world: ActionWorld) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    mute, end = world.do(MuteAccount), world.do(EndMutes)
    mute(muter_id=anna.id, target="ben", duration=timedelta(hours=1))
    mute(muter_id=anna.id, target="cleo", duration=timedelta(hours=2))
    mute(muter_id=ben.id, target="cleo")
    now = world.clock()
    assert world.rows.mutes[anna.id, ben.id].expires_at == now + timedelta(hours=1)
    world.clock.now = now + timedelta(minutes=59)
    assert end() == 0
    world.clock.now = now + timedelta(hours=1)
    assert end() == 1
    assert set(world.rows.mutes) == {(anna.id, cleo.id), (ben.id, cleo.id)}


@pytest.mark.parametrize("duration", [timedelta(0), timedelta(seconds=-1), timedelta(days=3661)])
def test_a_duration_is_one(world: ActionWorld, duration: timedelta) -> None:
    anna = world.account("anna")
    world.account("ben")
    with pytest.raises(ValidationError) as caught:
        world.do(MuteAccount)(muter_id=anna.id, target="ben", duration=duration)
    assert (caught.value.field, caught.value.code) == ("duration", "out_of_range")
    assert world.rows.mutes == {}


@pytest.mark.parametrize("action", [MuteAccount, UnmuteAccount])
def test_who_can_be_muted(world: ActionWorld, action: type[MuteAccount | UnmuteAccount]) -> None:
    anna = world.account("anna")
    world.account("gone", AccountState.DELETED)
    act = world.do(action)
    with pytest.raises(Gone):
        act(muter_id=anna.id, target="gone")
    for target in ("nobody", 10**6, -1):
        with pytest.raises(NotFound):
            act(muter_id=anna.id, target=target)


def test_nobody_mutes_themselves(world: ActionWorld) -> None:
    anna = world.account("anna")
    with pytest.raises(NotPermitted, match="own_account"):
        world.do(MuteAccount)(muter_id=anna.id, target="anna")

"""What moderators do about an account short of suspending it, and whom that concerns."""

from datetime import timedelta

import pytest

from microblog.domain.model.account import Account, AccountState, Measure, Role
from microblog.domain.model.errors import NotFound, NotPermitted, ValidationError
from microblog.domain.model.page import Cursor
from microblog.domain.use_cases.accounts.change_role import ChangeRole
from microblog.domain.use_cases.apps.authenticate_bearer import AuthenticateBearer
from microblog.domain.use_cases.apps.refresh_tokens import RefreshTokens
from microblog.domain.use_cases.follows.follow_account import FollowAccount
from microblog.domain.use_cases.moderation.suspend_account import SuspendAccount, UnsuspendAccount
from microblog.domain.use_cases.moderation.take_measure import LiftMeasure, TakeMeasure
from microblog.domain.use_cases.posts.read_post import ReadPost
from microblog.domain.use_cases.reports.file_report import FileReport
from microblog.domain.use_cases.search.search_accounts import SearchAccounts
from microblog.domain.use_cases.sessions.authenticate import Authenticate
from microblog.domain.use_cases.sessions.log_in import LogIn
from microblog.domain.use_cases.timelines.read_timeline import ReadPublicTimeline
from tests.unit.domain.use_cases.action_world import PASSWORD, ActionWorld
from tests.unit.domain.use_cases.apps.apps import app, tokens


@pytest.fixture
def mia(world: ActionWorld) -> Account:
    mia = world.account("mia")
    world.do(ChangeRole)(target="mia", role=Role.MODERATOR)
    return mia


@pytest.mark.parametrize("measure", Measure)
def test_each_is_taken_and_lifted_apart_from_the_others(world: ActionWorld, mia: Account, measure: Measure) -> None:
    anna = world.account("anna")
    for _ in range(2):
        world.do(TakeMeasure)(moderator_id=mia.id, target="anna", measure=measure)
    now = world.now_of(anna)
    assert [getattr(now, each.value) for each in Measure] == [each is measure for each in Measure]
    assert now.state is AccountState.ACTIVE
    world.do(SuspendAccount)(moderator_id=mia.id, target="anna")
    world.do(UnsuspendAccount)(moderator_id=mia.id, target="anna")
    assert world.now_of(anna) == now
    for _ in range(2):
        world.do(LiftMeasure)(moderator_id=mia.id, target=anna.id, measure=measure)
    assert world.now_of(anna) == anna


def test_nobody_acts_on_themselves_or_on_whose_role_is_not_smaller(world: ActionWorld, mia: Account) -> None:
    owner = world.account("owner")
    world.do(ChangeRole)(target="owner", role=Role.OWNER)
    waiting, gone = world.account("waiting", AccountState.WAITING), world.account("gone", AccountState.DELETED)
    for act in (world.do(TakeMeasure), world.do(LiftMeasure)):
        for target, why in ((mia, "own_account"), (owner, "outranked")):
            with pytest.raises(NotPermitted, match=why):
                act(moderator_id=mia.id, target=target.id, measure=Measure.DISABLED)
        with pytest.raises(NotPermitted, match="own_account"):
            act(moderator_id=owner.id, target=owner.id, measure=Measure.DISABLED)
        for account in (waiting, gone):
            with pytest.raises(NotFound):
                act(moderator_id=mia.id, target=account.id, measure=Measure.LIMITED)
    assert not world.now_of(owner).disabled


def test_the_report_that_led_to_it_is_resolved_with_it_or_nothing_happens(world: ActionWorld, mia: Account) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    about, other = (world.do(FileReport)(account_id=ben.id, target=one.id) for one in (anna, mia))
    take = world.do(TakeMeasure)
    for report_id in (other.id, 404):
        with pytest.raises(NotFound):
            take(moderator_id=mia.id, target=anna.id, measure=Measure.LIMITED, report_id=report_id)
    assert not world.now_of(anna).limited
    take(moderator_id=mia.id, target=anna.id, measure=Measure.LIMITED, report_id=about.id)
    assert (world.rows.reports[about.id].resolved_id, world.rows.reports[other.id].resolved_id) == (mia.id, None)


def test_who_is_disabled_is_out_at_once_and_stays_visible(world: ActionWorld, mia: Account) -> None:
    anna = world.account("anna")
    post = world.write(anna)
    secret, _ = world.session(anna)
    client = app(world)
    issued = tokens(world, client, anna, scopes="read offline_access")
    assert issued.refresh_token is not None
    world.do(TakeMeasure)(moderator_id=mia.id, target="anna", measure=Measure.DISABLED)
    assert world.sessions_of(anna) == set()
    assert world.do(Authenticate)(secret=secret) is None
    assert world.do(AuthenticateBearer)(secret=issued.access_token) is None
    with pytest.raises(ValidationError, match="refresh_token: invalid"):
        world.do(RefreshTokens)(app=client, refresh_token=issued.refresh_token)
    with pytest.raises(NotPermitted, match="disabled"):
        world.do(LogIn)(login="anna", password=PASSWORD)
    assert world.do(ReadPost)(viewer_id=None, post_id=post.id).id == post.id
    world.do(LiftMeasure)(moderator_id=mia.id, target="anna", measure=Measure.DISABLED)
    assert world.do(LogIn)(login="anna", password=PASSWORD)
    assert world.do(AuthenticateBearer)(secret=issued.access_token) is not None


def test_the_last_owner_who_can_act_stays_one(world: ActionWorld) -> None:
    first, second = world.account("first"), world.account("second")
    for name in ("first", "second"):
        world.do(ChangeRole)(target=name, role=Role.OWNER)
    world.change_account(second, disabled=True)
    with pytest.raises(NotPermitted, match="last_owner"):
        world.do(ChangeRole)(target="first", role=Role.ADMIN)
    assert world.user(first).role is Role.OWNER


def test_who_is_limited_is_offered_to_who_follows_them(world: ActionWorld, mia: Account) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    post = world.write(anna)
    world.follow(ben, anna)
    world.do(TakeMeasure)(moderator_id=mia.id, target="anna", measure=Measure.LIMITED)
    for viewer, offered in ((anna, True), (ben, True), (cleo, False), (mia, False), (None, False)):
        viewer_id = None if viewer is None else viewer.id
        shown = world.do(ReadPublicTimeline)(viewer_id=viewer_id, cursor=Cursor())
        found = world.do(SearchAccounts)(viewer_id=viewer_id, query="anna", cursor=Cursor())
        assert ([one.id for one in shown.items], [one.id for one in found.items]) == (
            ([post.id], [anna.id]) if offered else ([], [])
        )
        assert world.do(ReadPost)(viewer_id=viewer_id, post_id=post.id).id == post.id


def test_whom_they_want_to_follow_is_asked(world: ActionWorld, mia: Account) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    world.do(TakeMeasure)(moderator_id=mia.id, target="anna", measure=Measure.LIMITED)
    assert world.do(FollowAccount)(follower_id=anna.id, target="ben")[1] is False
    assert world.do(FollowAccount)(follower_id=cleo.id, target="anna")[1] is True
    world.clock.move(timedelta(seconds=1))
    world.do(LiftMeasure)(moderator_id=mia.id, target="anna", measure=Measure.LIMITED)
    assert world.do(FollowAccount)(follower_id=anna.id, target="cleo")[1] is True
    assert not world.rows.follows[anna.id, ben.id].accepted


def test_the_pictures_of_a_sensitized_account_are_sensitive_for_others(world: ActionWorld, mia: Account) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.write(anna)
    world.do(TakeMeasure)(moderator_id=mia.id, target="anna", measure=Measure.SENSITIZED)
    for viewer_id, sensitive in ((None, True), (ben.id, True), (anna.id, False)):
        assert world.do(ReadPost)(viewer_id=viewer_id, post_id=post.id).sensitive is sensitive

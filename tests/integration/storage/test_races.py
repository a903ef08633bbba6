"""Two people, or one twice, at the same time: as if one had come after the other, over every storage.

The first is held just before its commit, while the second begins. Where the storage lets the second go on, it has all
the time that it needs to decide by what will not be true any more.

# Long because all who may meet are in it.
"""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from attrs import define, evolve, field, frozen

from microblog.domain.model.account import Account, AccountState, Measure, Role
from microblog.domain.model.announcement import MAX_REACTIONS
from microblog.domain.model.app import App, AuthorizationCode
from microblog.domain.model.digest import DigestRhythm
from microblog.domain.model.errors import Conflict, DomainError, Gone, NotFound, NotPermitted, ValidationError
from microblog.domain.model.poll import WantedPoll
from microblog.domain.model.post_content import PostContent
from microblog.domain.use_cases.accounts.change_role import ChangeRole
from microblog.domain.use_cases.accounts.delete_account import DeleteAccount, RemoveAccount
from microblog.domain.use_cases.accounts.edit_preferences import EditPreferences
from microblog.domain.use_cases.accounts.edit_profile import EditProfile
from microblog.domain.use_cases.accounts.sign_up import SignUp
from microblog.domain.use_cases.announcements.answer_announcement import ReactToAnnouncement
from microblog.domain.use_cases.announcements.write_announcement import WriteAnnouncement
from microblog.domain.use_cases.blocks.block_account import BlockAccount
from microblog.domain.use_cases.follows.approve_follower import ApproveFollower
from microblog.domain.use_cases.follows.follow_account import FollowAccount, UnfollowAccount
from microblog.domain.use_cases.moderation.take_measure import TakeMeasure
from microblog.domain.use_cases.passwords.change_password import SetPassword
from microblog.domain.use_cases.pending_posts.delete_pending_post import DeletePendingPost
from microblog.domain.use_cases.pending_posts.publish_due_posts import PublishDuePosts
from microblog.domain.use_cases.pending_posts.publish_pending_post import PublishPendingPost
from microblog.domain.use_cases.pending_posts.save_pending_post import SavePendingPost
from microblog.domain.use_cases.polls.vote_in_poll import VoteInPoll
from microblog.domain.use_cases.posts.edit_post import EditPost
from microblog.domain.use_cases.posts.pin_post import PinPost
from microblog.domain.use_cases.posts.publish_post import PublishPost
from microblog.domain.use_cases.reactions import reactions_of
from microblog.domain.use_cases.sessions.log_in import LogIn
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory
from tests.actions import Actions
from tests.integration.storage.storage import NOW, Storage
from tests.unit.domain.use_cases.fakes import CountingIds, CountingSecrets, HandMovedClock

PASSWORD, NEW_PASSWORD = "long enough", "long enough, and new"
HELD = 0.3  # seconds that the first waits for the second, which should be waiting for the first
PATIENCE = 30.0  # seconds until both have to be done

Act = Callable[[Actions], object]


@define
class HeldUnit:
    """A unit of work that does something before it commits for the first time."""

    unit: UnitOfWork
    before_commit: Callable[[], None]

    def __enter__(self) -> "HeldUnit":
        self.unit.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self.unit.__exit__(*error)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.unit, name)

    def commit(self) -> None:
        self.before_commit()
        self.unit.commit()


@define
class Town:
    """All use cases over one storage."""

    storage: Storage
    begin: UnitOfWorkFactory = field(init=False)
    clock: HandMovedClock = field(factory=HandMovedClock)
    new_id: CountingIds = field(factory=CountingIds)
    secrets: CountingSecrets = field(factory=CountingSecrets)

    def __attrs_post_init__(self) -> None:
        factory: Any = self.storage.begin  # each of them is an attrs class with these fields
        self.begin = evolve(factory, reactions_of=reactions_of, clock=self.clock, new_id=self.new_id)

    def actions(self, begin: UnitOfWorkFactory | None = None) -> Actions:
        storage = self.storage
        return Actions(
            begin or self.begin,
            accounts=storage.accounts,
            posts=storage.posts,
            timelines=storage.timelines,
            notifications=storage.notifications,
            conversations=storage.conversations,
            notification_groups=storage.notification_groups,
            notification_requests=storage.notification_requests,
            statistics=storage.statistics,
            search=storage.search,
            followed_tags=storage.followed_tags,
            featured_tags=storage.featured_tags,
            lists=storage.lists,
            filters=storage.filters,
            trends=storage.trends,
            directory=storage.directory,
            announcements=storage.announcements,
            markers=storage.markers,
            viewers=storage.viewers,
            clock=self.clock,
            new_id=self.new_id,
            secrets=self.secrets,
        )

    def person(self, name: str, *, locked: bool = False) -> Account:
        do = self.actions()
        account: Account = do(SignUp)(username=name, email=f"{name}@example.com", password=PASSWORD).account
        return do(EditProfile)(account_id=account.id, display_name="", bio="", fields=(), locked=locked)

    def at_once(self, first: Act, second: Act) -> tuple[type[DomainError] | None, type[DomainError] | None]:
        """Have the second begin before the first commits; what came of each."""
        outcomes: dict[str, type[DomainError] | None] = {}

        def run(name: str, act: Act, actions: Actions) -> None:
            try:
                act(actions)
                outcomes[name] = None
            except DomainError as error:
                outcomes[name] = type(error)

        other = threading.Thread(target=run, args=("second", second, self.actions()), daemon=True)

        def let_the_other_begin() -> None:
            if other.ident is None:
                other.start()
                other.join(HELD)

        def begin() -> Any:
            return HeldUnit(self.begin(), let_the_other_begin)

        run("first", first, self.actions(begin))
        other.join(PATIENCE)
        assert not other.is_alive(), "the second waits for ever"
        return outcomes["first"], outcomes["second"]

    def state(self, account: Account) -> AccountState:
        with self.begin() as unit:
            found = unit.accounts.get(account.id)
        assert found is not None
        return found.state


@frozen
class LetIn:
    """Somebody gives an app a code."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, app: App, account: Account) -> None:
        code = AuthorizationCode(b"c" * 32, app.id, account.id, "", (), "", NOW, NOW)
        with self.unit_of_work() as unit:
            unit.authorization_codes.add(code)
            unit.commit()


@frozen
class RemoveUnusedApps:
    """A part of TidyUp."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self) -> None:
        with self.unit_of_work() as unit:
            unit.apps.remove_unused(NOW + timedelta(days=7))
            unit.commit()


@pytest.fixture
def town(storage: Storage) -> Town:
    return Town(storage)


def test_a_password_and_preferences_that_are_changed_at_once_are_both_changed(town: Town) -> None:
    anna, ben = town.person("anna"), town.person("ben")

    def password(who: Account) -> Act:
        return lambda do: do(SetPassword)(target=who.id, password=NEW_PASSWORD)

    def preferences(who: Account) -> Act:
        return lambda do: do(EditPreferences)(
            account_id=who.id, language="de", mail_on_mention=False, digest=DigestRhythm.OFF
        )

    assert town.at_once(password(anna), preferences(anna)) == (None, None)
    assert town.at_once(preferences(ben), password(ben)) == (None, None)
    for who in (anna, ben):
        assert town.actions()(LogIn)(login=who.username, password=NEW_PASSWORD)
        with town.begin() as unit:
            user = unit.users.get(who.id)
        assert user is not None
        assert (user.language, user.mail_on_mention) == ("de", False)


def test_a_role_that_is_taken_away_stays_away(town: Town) -> None:
    anna = town.person("anna")
    town.actions()(ChangeRole)(target="anna", role=Role.MODERATOR)
    assert town.at_once(
        lambda do: do(ChangeRole)(target="anna", role=Role.USER),
        lambda do: do(EditPreferences)(
            account_id=anna.id, language="de", mail_on_mention=True, digest=DigestRhythm.OFF
        ),
    ) == (None, None)
    with town.begin() as unit:
        user = unit.users.get(anna.id)
    assert user is not None
    assert (user.role, user.language) == (Role.USER, "de")


def test_of_two_last_owners_who_delete_their_accounts_at_once_one_stays(town: Town) -> None:
    owners = [town.person(name) for name in ("anna", "ben")]
    for one in owners:
        town.actions()(ChangeRole)(target=one.id, role=Role.OWNER)

    def leave(who: Account) -> Act:
        return lambda do: do(DeleteAccount)(account_id=who.id, password=PASSWORD)

    assert town.at_once(*map(leave, owners)) == (None, NotPermitted)
    assert [town.state(one) for one in owners] == [AccountState.DELETED, AccountState.ACTIVE]


def test_who_is_disabled_while_they_log_in_is_out(town: Town) -> None:
    mia, anna = town.person("mia"), town.person("anna")
    town.actions()(ChangeRole)(target="mia", role=Role.MODERATOR)
    assert town.at_once(
        lambda do: do(LogIn)(login="anna", password=PASSWORD),
        lambda do: do(TakeMeasure)(moderator_id=mia.id, target="anna", measure=Measure.DISABLED),
    ) == (None, None)
    with town.begin() as unit:
        assert list(unit.sessions.of_account(anna.id)) == []


def test_an_account_that_is_removed_stays_removed(town: Town) -> None:
    anna = town.person("anna")
    assert town.at_once(
        lambda do: do(RemoveAccount)(target="anna"),
        lambda do: do(EditProfile)(account_id=anna.id, display_name="Anna", bio="", fields=(), locked=False),
    ) == (None, Gone)
    assert town.state(anna) is AccountState.DELETED


def test_nobody_deletes_an_account_with_a_password_of_before(town: Town) -> None:
    anna = town.person("anna")
    assert town.at_once(
        lambda do: do(SetPassword)(target="anna", password=NEW_PASSWORD),
        lambda do: do(DeleteAccount)(account_id=anna.id, password=PASSWORD),
    ) == (None, ValidationError)
    assert town.state(anna) is AccountState.ACTIVE


def test_nobody_gets_in_with_a_password_of_before(town: Town) -> None:
    anna = town.person("anna")
    assert town.at_once(
        lambda do: do(SetPassword)(target="anna", password=NEW_PASSWORD),
        lambda do: do(LogIn)(login="anna", password=PASSWORD),
    ) == (None, ValidationError)
    with town.begin() as unit:
        assert list(unit.sessions.of_account(anna.id)) == []


def test_a_session_that_was_opened_with_the_password_of_before_ends(town: Town) -> None:
    anna = town.person("anna")
    assert town.at_once(
        lambda do: do(LogIn)(login="anna", password=PASSWORD),
        lambda do: do(SetPassword)(target="anna", password=NEW_PASSWORD),
    ) == (None, None)
    with town.begin() as unit:
        assert list(unit.sessions.of_account(anna.id)) == []


def test_who_is_blocked_does_not_follow(town: Town) -> None:
    anna, ben, cleo = (town.person(name) for name in ("anna", "ben", "cleo"))

    def block(whom: Account) -> Act:
        return lambda do: do(BlockAccount)(blocker_id=anna.id, target=whom.id)

    def follow(who: Account) -> Act:
        return lambda do: do(FollowAccount)(follower_id=who.id, target=anna.id)

    assert town.at_once(block(ben), follow(ben)) == (None, NotPermitted)
    assert town.at_once(follow(cleo), block(cleo)) == (None, None)
    with town.begin() as unit:
        assert [unit.follows.get(who.id, anna.id) for who in (ben, cleo)] == [None, None]


def test_there_is_room_for_five_pins_though_two_come_at_once(town: Town) -> None:
    anna = town.person("anna")
    posts = [town.actions()(PublishPost)(author_id=anna.id, text=f"{number}").id for number in range(6)]

    def pin(post_id: int) -> Act:
        return lambda do: do(PinPost)(account_id=anna.id, post_id=post_id)

    for post_id in posts[:4]:
        pin(post_id)(town.actions())
    assert town.at_once(pin(posts[4]), pin(posts[5])) == (None, ValidationError)
    with town.begin() as unit:
        assert unit.pins.count(anna.id) == 5


def test_a_request_that_is_taken_back_while_it_is_approved_counts_nothing(town: Town) -> None:
    anna, ben = town.person("anna", locked=True), town.person("ben")
    town.actions()(FollowAccount)(follower_id=ben.id, target=anna.id)
    approve: Act = lambda do: do(ApproveFollower)(account_id=anna.id, target=ben.id)  # noqa: E731
    take_back: Act = lambda do: do(UnfollowAccount)(follower_id=ben.id, target=anna.id)  # noqa: E731
    assert town.at_once(approve, take_back) == (None, None)
    town.actions()(FollowAccount)(follower_id=ben.id, target=anna.id)
    assert town.at_once(take_back, approve) == (None, NotFound)
    with town.begin() as unit:
        assert unit.follows.get(ben.id, anna.id) is None
    profile = town.storage.accounts.profile(None, "anna")
    assert profile is not None
    assert profile.followers_count == 0


def test_who_edits_a_post_twice_at_once_has_edited_it_twice(town: Town) -> None:
    anna = town.person("anna")
    post = town.actions()(PublishPost)(author_id=anna.id, text="first")

    def edit(text: str) -> Act:
        return lambda do: do(EditPost)(account_id=anna.id, post_id=post.id, text=text)

    assert town.at_once(edit("second"), edit("third")) == (None, None)
    with town.begin() as unit:
        now = unit.posts.get(post.id)
    assert now is not None
    assert now.text == "third"
    assert [version.text for version in town.storage.posts.versions(post.id)] == ["first", "second"]


def test_a_scheduled_post_comes_out_once_though_two_publish_it(town: Town) -> None:
    anna = town.person("anna")
    content, moment = PostContent("Later"), town.clock() + timedelta(hours=1)
    by_hand: dict[str, Any] = {"account_id": anna.id}
    save = town.actions()(SavePendingPost)
    due: Act = lambda do: do(PublishDuePosts)()  # noqa: E731
    for number in range(3):
        pending = save(author_id=anna.id, content=content, scheduled_at=moment + number * timedelta(hours=1))
        town.clock.now = moment + number * timedelta(hours=1)
        by_hand["pending_id"] = pending.id
        publish: Act = lambda do: do(PublishPendingPost)(**by_hand)  # noqa: E731
        throw_away: Act = lambda do: do(DeletePendingPost)(**by_hand)  # noqa: E731
        second, outcome = ((due, None), (publish, NotFound), (throw_away, NotFound))[number]
        assert town.at_once(due, second) == (None, outcome)
    profile = town.storage.accounts.profile(None, "anna")
    assert profile is not None
    assert profile.posts_count == 3
    with town.begin() as unit:
        assert list(unit.pending_posts.of_account(anna.id)) == []


def test_a_scheduled_post_comes_out_once_though_who_published_it_died(town: Town) -> None:
    anna = town.person("anna")
    moment = town.clock() + timedelta(hours=1)
    town.actions()(SavePendingPost)(author_id=anna.id, content=PostContent("Later"), scheduled_at=moment)
    town.clock.now = moment

    def die() -> None:
        raise SystemExit

    def begin() -> Any:
        return HeldUnit(town.begin(), die)

    with pytest.raises(SystemExit):
        town.actions(begin)(PublishDuePosts)()
    outcomes = [town.actions()(PublishDuePosts)() for _ in range(2)]
    profile = town.storage.accounts.profile(None, "anna")
    assert profile is not None
    assert (outcomes, profile.posts_count) == ([1, 0], 1)


def test_votes_at_once_are_all_counted_and_nobody_has_two(town: Town) -> None:
    anna, ben, cleo = (town.person(name) for name in ("anna", "ben", "cleo"))
    poll = WantedPoll(("tea", "coffee", "water"), 300)
    post = town.actions()(PublishPost)(author_id=anna.id, text="?", poll=poll)

    def vote(who: Account, choice: int) -> Act:
        return lambda do: do(VoteInPoll)(account_id=who.id, post_id=post.id, choices=[choice])

    def votes() -> tuple[int, ...] | None:
        view = town.storage.posts.get(None, post.id)
        return view.poll.votes if view is not None and view.poll is not None else None

    assert town.at_once(vote(ben, 2), vote(cleo, 2)) == (None, None)
    assert votes() == (0, 0, 2)

    def offer(*options: str) -> Act:
        wanted = WantedPoll(options, None)
        return lambda do: do(EditPost)(account_id=anna.id, post_id=post.id, text="?", poll=wanted)

    assert town.at_once(offer("beer", "wine"), vote(ben, 2)) == (None, ValidationError)  # that option is not there now
    assert town.at_once(vote(ben, 1), vote(ben, 0)) == (None, ValidationError)
    assert votes() == (0, 1)
    assert town.at_once(vote(cleo, 1), offer("beer", "juice")) == (None, None)
    assert votes() == (0, 0)


def test_nobody_writes_after_the_account_was_removed(town: Town) -> None:
    anna = town.person("anna")
    assert town.at_once(
        lambda do: do(RemoveAccount)(target="anna"),
        lambda do: do(PublishPost)(author_id=anna.id, text="still here"),
    ) == (None, Gone)
    with town.begin() as unit:
        assert list(unit.posts.of_account(anna.id, 10)) == []


def test_an_app_stays_that_is_used_for_the_first_time_while_it_is_removed(town: Town) -> None:
    anna, app = town.person("anna"), town.storage.app()
    assert town.at_once(lambda do: do(LetIn)(app, anna), lambda do: do(RemoveUnusedApps)()) == (None, None)
    with town.begin() as unit:
        assert unit.apps.get(app.id) == app


def test_an_app_that_is_removed_gets_no_code_at_the_same_time(town: Town) -> None:
    anna, app = town.person("anna"), town.storage.app()
    assert town.at_once(lambda do: do(RemoveUnusedApps)(), lambda do: do(LetIn)(app, anna)) == (None, Conflict)
    with town.begin() as unit:
        assert unit.apps.get(app.id) is None
        assert unit.authorization_codes.get(b"c" * 32) is None


def test_there_is_room_for_eight_emojis_though_two_come_at_once(town: Town) -> None:
    anna, ben = town.person("anna"), town.person("ben")
    told = town.actions()(WriteAnnouncement)(text="Tea", publish=True)

    def answer(who: Account, name: str) -> Act:
        return lambda do: do(ReactToAnnouncement, count_graphemes=lambda _: 1)(
            account_id=who.id, announcement_id=told.id, name=name
        )

    for name in "🦀🐙🐬🐳🦑🐟🐡":
        answer(anna, name)(town.actions())
    assert town.at_once(answer(anna, "🫖"), answer(ben, "🦜")) == (None, ValidationError)
    with town.begin() as unit:
        assert len(unit.announcements.reactions(anna.id)) == MAX_REACTIONS

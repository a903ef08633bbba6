"""Who is mailed what they missed, and when."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.digest import Digest, DigestRhythm
from microblog.domain.model.events import DigestDue
from microblog.domain.model.mail_delivery import MailState
from microblog.domain.model.post import Visibility
from microblog.domain.use_cases.accounts.edit_preferences import EditPreferences
from microblog.domain.use_cases.notifications.mail_digest import MOST_ENTRIES
from microblog.domain.use_cases.notifications.write_digests import BATCH, WriteDigests
from microblog.ports.mailer import MailNotSent, MailUnknown
from tests.unit.domain.use_cases.reaction_world import World

MONDAY = datetime(2026, 11, 16, 12, tzinfo=UTC)
ALL = DigestDue(account_id=1, period=202611211, first_id=0, up_to_id=10**6)


@pytest.fixture
def world() -> World:
    world = World()
    world.clock.now = MONDAY
    return world


def choose(world: World, account: Account, rhythm: DigestRhythm) -> None:
    edit = EditPreferences(world.unit_of_work, world.clock, world.new_id)
    edit(account_id=account.id, language="de", mail_on_mention=False, digest=rhythm)


def write(world: World) -> int:
    return WriteDigests(world.unit_of_work, world.clock, world.new_id)()


def due(world: World) -> list[DigestDue]:
    """The digests that were written, which are forgotten then."""
    events = [task.event for task in world.open_tasks if isinstance(task.event, DigestDue)]
    world.rows.tasks.clear()
    return events


def test_the_first_digest_comes_with_the_next_period_and_one_with_each(world: World) -> None:
    anna = world.account("anna")
    world.account("nobody who wants one")
    choose(world, anna, DigestRhythm.DAILY)
    began = world.new_id.at(world.clock())
    assert write(world) == 0
    world.clock.now = MONDAY.replace(hour=5) + timedelta(days=1)
    assert write(world) == 0
    world.clock.now = tuesday = MONDAY.replace(hour=6) + timedelta(days=1)
    assert [write(world), write(world)] == [1, 0]
    assert due(world) == [DigestDue(anna.id, 202611171, began, world.new_id.at(tuesday))]
    for moved in (-3, 20, -24):  # a clock that is put wrong sends nothing again
        world.clock.now = tuesday + timedelta(hours=moved)
        assert write(world) == 0
    world.clock.now = tuesday + timedelta(days=3, hours=1)  # days without a worker are made up for by one digest
    assert [write(world), write(world)] == [1, 0]
    assert due(world) == [DigestDue(anna.id, 202611201, world.new_id.at(tuesday), world.new_id.at(world.clock()))]


def test_a_week_begins_on_monday_and_another_rhythm_goes_on_where_the_last_one_was(world: World) -> None:
    anna = world.account("anna")
    choose(world, anna, DigestRhythm.DAILY)
    began = world.new_id.at(world.clock())
    world.clock.move(timedelta(hours=1))
    choose(world, anna, DigestRhythm.WEEKLY)
    for _ in range(6):
        world.clock.move(timedelta(days=1))
        assert write(world) == 0
    world.clock.move(timedelta(days=1))
    assert write(world) == 1
    assert due(world) == [DigestDue(anna.id, 202611237, began, world.new_id.at(world.clock()))]
    choose(world, anna, DigestRhythm.OFF)
    world.clock.move(timedelta(days=14))
    assert write(world) == 0


def test_many_get_theirs_in_one_go(world: World) -> None:
    people = [world.account(f"p{number}") for number in range(BATCH + 3)]
    for one in people:
        choose(world, one, DigestRhythm.DAILY)
    world.change(people[0], AccountState.SUSPENDED)
    world.clock.move(timedelta(days=1))
    assert write(world) == BATCH + 2
    assert {event.account_id for event in due(world)} == {one.id for one in people[1:]}


def _reader(world: World) -> tuple[Account, Account, DigestDue]:
    """Somebody who wants digests, somebody who mentions them, and the event of a digest of everything."""
    ben, anna = world.account("ben"), world.account("anna")
    world.change_user(ben, digest=DigestRhythm.DAILY)
    return ben, anna, evolve(ALL, account_id=ben.id)


def _mention(world: World, ben: Account, anna: Account, visibility: Visibility = Visibility.PUBLIC) -> int:
    return world.notification(ben, anna, world.post(anna, ben, visibility=visibility)).id


def test_what_was_not_read_is_mailed_once(world: World) -> None:
    ben, anna, event = _reader(world)
    read = _mention(world, ben, anna)
    last = [_mention(world, ben, anna) for _ in range(2)][-1]
    with world.unit_of_work() as uow:
        uow.accounts.lock(ben.id)
        user = uow.users.get(ben.id)
        assert user is not None
        uow.users.save(evolve(user, last_read_notification_id=read))
        uow.commit()
    for _ in range(2):
        world.react_twice(evolve(event, up_to_id=last))
    (mail,) = world.mailer.sent
    assert (mail.to_address, mail.subject) == ("ben@example.com", "digest in de")
    assert mail.message_id == f"digest.202611211.{ben.id}@example.org"
    assert mail.text.splitlines()[:-2] == ["mention @anna Hello"]
    link = mail.text.splitlines()[-1]
    assert link.startswith("https://example.org/unsubscribe/")
    assert {key: one.state for key, one in world.rows.mail_deliveries.items()} == {
        f"digest/202611211/{ben.id}": MailState.SENT
    }
    world.react_twice(evolve(event, period=202611221, first_id=last))
    assert len(world.mailer.sent) == 2


def test_a_long_list_is_cut(world: World) -> None:
    ben, anna, event = _reader(world)
    for _ in range(MOST_ENTRIES + 1):
        _mention(world, ben, anna)
    world.react_twice(event)
    assert world.mailer.sent[0].text.count("mention @anna") == MOST_ENTRIES
    assert "…" in world.mailer.sent[0].text


NOTHING: dict[str, Callable[[World, Account, Account], None]] = {
    "wants none": lambda world, ben, _: world.change_user(ben, digest=DigestRhythm.OFF),
    "is suspended": lambda world, ben, _: world.change(ben, AccountState.SUSPENDED),
    "is deleted": lambda world, ben, _: world.change(ben, AccountState.DELETED),
    "muted the author": lambda world, ben, anna: world.mute(ben, anna),
    "blocked the author": lambda world, ben, anna: world.block(ben, anna),
    "is blocked by the author": lambda world, ben, anna: world.block(anna, ben),
    "the author is suspended": lambda world, _, anna: world.change(anna, AccountState.SUSPENDED),
}


@pytest.mark.parametrize("change", NOTHING.values(), ids=NOTHING.keys())
def test_who_gets_no_digest(world: World, change: Callable[[World, Account, Account], None]) -> None:
    ben, anna, event = _reader(world)
    _mention(world, ben, anna)
    change(world, ben, anna)
    world.react_twice(event)
    assert world.mailer.sent == []
    assert not world.rows.mail_deliveries


def test_an_empty_digest_is_not_sent(world: World) -> None:
    _, _, event = _reader(world)
    world.react_twice(event)
    assert world.mailer.sent == []


def test_what_one_may_no_longer_see_is_not_in_it(world: World) -> None:
    ben, anna, event = _reader(world)
    hidden = world.post(anna, visibility=Visibility.FOLLOWERS)
    world.notification(ben, anna, hidden)
    _mention(world, ben, anna, Visibility.MENTIONED)
    world.react_twice(event)
    assert world.mailer.sent[0].text.count("mention @anna") == 1


def test_an_address_that_is_not_confirmed_gets_none() -> None:
    world = World(confirm_email=True)
    ben, anna, event = _reader(world)
    _mention(world, ben, anna)
    world.change_user(ben, digest=DigestRhythm.DAILY, confirmed=False)
    world.react_twice(event)
    assert world.mailer.sent == []


def test_a_digest_is_tried_again_only_if_it_certainly_was_not_accepted(world: World) -> None:
    ben, anna, event = _reader(world)
    _mention(world, ben, anna)
    (task,) = world.happens(event)
    world.mailer.answers = [MailNotSent("no connection"), MailUnknown("lost")]
    assert not world.run_task(task_id=task.id)
    world.clock.move(timedelta(hours=1))
    assert world.run_task(task_id=task.id)
    world.react_twice(event)
    assert world.mailer.sent == []
    assert [one.state for one in world.rows.mail_deliveries.values()] == [MailState.UNKNOWN]


def test_nobody_is_asked_of_a_period_that_is_decided(world: World) -> None:
    anna = world.account("anna")
    world.change_user(anna, digest=DigestRhythm.DAILY)
    with world.unit_of_work() as uow:
        uow.digests.add(Digest(anna.id, 202611161, 1, world.clock()))
        uow.commit()
    assert write(world) == 0

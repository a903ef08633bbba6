"""The mails on an account: the address to confirm, the approval, the lost password."""

from datetime import timedelta

import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.events import AccountApproved, AccountRegistered, Event, PasswordResetRequested
from microblog.domain.model.session import Purpose
from microblog.ports.mailer import MailNotSent, MailRefused, MailUnknown
from tests.unit.domain.use_cases.reaction_world import World

KINDS = [
    (AccountRegistered, AccountState.UNCONFIRMED, "confirmation in de"),
    (AccountApproved, AccountState.ACTIVE, "approved in de"),
    (PasswordResetRequested, AccountState.ACTIVE, "reset in de"),
]


def _is_valid(world: World, link: str, purpose: Purpose) -> bool:
    with world.unit_of_work() as uow:
        return uow.tokens.get(world.secrets.hash(link.rpartition("/")[2]), purpose, world.clock()) is not None


@pytest.mark.parametrize(("kind", "state", "subject"), KINDS)
def test_the_mail_goes_out_and_the_task_is_done(
    world: World, kind: type[Event], state: AccountState, subject: str
) -> None:
    anna = world.account("anna", state)
    world.happens(kind(account_id=anna.id))  # type: ignore[call-arg] # all of these have an account
    assert world.sweep() == 1
    assert [mail.subject for mail in world.mailer.sent] == [subject]
    assert world.open_tasks == []


@pytest.mark.parametrize(("kind", "state", "subject"), KINDS)
@pytest.mark.parametrize("answer", [MailNotSent("421"), MailUnknown("lost")])
def test_when_in_doubt_it_is_sent_again(
    world: World, kind: type[Event], state: AccountState, subject: str, answer: Exception
) -> None:
    anna = world.account("anna", state)
    world.mailer.answers = [answer]
    world.happens(kind(account_id=anna.id))  # type: ignore[call-arg]
    world.sweep()
    assert world.mailer.sent == []
    world.clock.move(timedelta(minutes=1))
    world.sweep()
    assert [mail.subject for mail in world.mailer.sent] == [subject]


@pytest.mark.parametrize(("kind", "state", "_subject"), KINDS)
def test_what_is_refused_for_good_is_let_be(
    world: World, kind: type[Event], state: AccountState, _subject: str
) -> None:
    anna = world.account("anna", state)
    world.mailer.answers = [MailRefused("550")]
    world.happens(kind(account_id=anna.id))  # type: ignore[call-arg]
    world.sweep()
    assert world.open_tasks == []
    assert world.mailer.sent == []


@pytest.mark.parametrize(("kind", "_state", "_subject"), KINDS)
def test_nothing_goes_to_who_is_gone(world: World, kind: type[Event], _state: AccountState, _subject: str) -> None:
    anna = world.account("anna", AccountState.DELETED)
    world.react_twice(kind(account_id=anna.id))  # type: ignore[call-arg]
    world.react_twice(kind(account_id=404))  # type: ignore[call-arg]
    assert world.mailer.sent == []
    assert not world.rows.tokens


def test_links_to_confirm_all_work(world: World) -> None:
    anna = world.account("anna", AccountState.UNCONFIRMED)
    world.react_twice(AccountRegistered(anna.id))  # nobody confirmed in between, so the second run sends again
    first, second = world.mailer.sent
    assert first.text.startswith("https://example.org/confirm/")
    assert _is_valid(world, first.text, Purpose.CONFIRM_ADDRESS)
    assert _is_valid(world, second.text, Purpose.CONFIRM_ADDRESS)


def test_only_the_last_link_to_reset_works_and_for_an_hour(world: World) -> None:
    anna = world.account("anna")
    world.react_twice(PasswordResetRequested(anna.id))
    first, second = (mail.text for mail in world.mailer.sent)
    assert first.startswith("https://example.org/password/reset/")
    assert not _is_valid(world, first, Purpose.RESET_PASSWORD)
    assert _is_valid(world, second, Purpose.RESET_PASSWORD)
    world.clock.move(timedelta(hours=1, seconds=1))
    assert not _is_valid(world, second, Purpose.RESET_PASSWORD)

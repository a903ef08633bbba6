from collections.abc import Callable
from contextlib import nullcontext

import pytest

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.events import MentionNotified
from microblog.domain.model.mail_delivery import MailState
from microblog.domain.model.notification import Notification, NotificationKind
from microblog.domain.model.session import Purpose
from microblog.ports.mailer import MailNotSent, MailRefused, MailUnknown
from tests.unit.domain.use_cases.reaction_world import World


def _mention(world: World) -> tuple[Account, Account, Notification]:
    anna, ben = world.account("anna"), world.account("ben")
    return anna, ben, world.notification(ben, anna, world.post(anna, ben))


def _states(world: World) -> list[MailState]:
    return [delivery.state for delivery in world.rows.mail_deliveries.values()]


def test_a_mention_is_mailed_once(world: World) -> None:
    _, ben, notification = _mention(world)
    world.react_twice(MentionNotified(notification.id))
    world.react_twice(MentionNotified(notification.id))
    (mail,) = world.mailer.sent
    assert mail.to_address == "ben@example.com"
    assert mail.subject == "mention by @anna in de"
    assert mail.message_id == f"mention.{notification.post_id}.{ben.id}@example.org"
    assert _states(world) == [MailState.SENT]


def test_the_unsubscribe_link_is_kept_as_a_hash(world: World) -> None:
    _, ben, notification = _mention(world)
    world.react_twice(MentionNotified(notification.id))
    secret = world.mailer.sent[0].text.removeprefix("https://example.org/unsubscribe/")
    with world.unit_of_work() as uow:
        token = uow.tokens.get(world.secrets.hash(secret), Purpose.UNSUBSCRIBE, world.clock())
    assert token is not None
    assert token.account_id == ben.id
    assert (token.expires_at - world.clock()).days == 365


def test_what_is_certainly_not_accepted_is_tried_again(world: World) -> None:
    _, _, notification = _mention(world)
    world.mailer.answers = [MailNotSent("no connection")]
    (task,) = world.happens(MentionNotified(notification.id))
    with pytest.raises(MailNotSent):
        world.reactions[task.reaction](task=task)
    assert world.open_tasks == [task]
    world.reactions[task.reaction](task=task)
    assert len(world.mailer.sent) == 1
    assert _states(world) == [MailState.SENT]


@pytest.mark.parametrize(
    ("answer", "state"), [(MailRefused("550"), MailState.REFUSED), (MailUnknown("lost"), MailState.UNKNOWN)]
)
def test_what_may_have_been_accepted_is_not(world: World, answer: Exception, state: MailState) -> None:
    _, _, notification = _mention(world)
    world.mailer.answers = [answer]
    world.react_twice(MentionNotified(notification.id))
    assert world.mailer.sent == []
    assert _states(world) == [state]


def test_a_process_that_dies_while_sending_leaves_it_at_that(world: World) -> None:
    _, _, notification = _mention(world)
    world.mailer.answers = [KeyboardInterrupt()]  # nothing of ours catches it, as with a kill
    (task,) = world.happens(MentionNotified(notification.id))
    with pytest.raises(KeyboardInterrupt):
        world.reactions[task.reaction](task=task)
    world.reactions[task.reaction](task=task)
    assert world.mailer.sent == []
    assert _states(world) == [MailState.UNKNOWN]
    assert world.open_tasks == []


def test_who_is_slow_says_how_it_ended_although_it_was_given_up(world: World) -> None:
    _, _, notification = _mention(world)
    (task,) = world.happens(MentionNotified(notification.id))
    reaction = world.reactions[task.reaction]
    for answer, state in [(None, MailState.SENT), (MailNotSent("no connection"), MailState.UNKNOWN)]:
        world.rows.mail_deliveries.clear()
        world.mailer.meanwhile = lambda: reaction(task=task)  # whose lease came after ours had run out
        world.mailer.answers = [answer] if answer else []
        with pytest.raises(MailNotSent) if answer else nullcontext():
            reaction(task=task)
        assert _states(world) == [state]
        assert world.open_tasks == []
    assert len(world.mailer.sent) == 1


CHANGES: dict[str, Callable[[World, Account, Account], None]] = {
    "wants none": lambda world, _, ben: world.change_user(ben, mail_on_mention=False),
    "blocked the author": lambda world, anna, ben: world.block(ben, anna),
    "muted the author": lambda world, anna, ben: world.mute(ben, anna),
    "muted the conversation": lambda world, _, ben: world.mute_thread(ben, next(iter(world.rows.posts.values()))),
    "is suspended": lambda world, _, ben: world.change(ben, AccountState.SUSPENDED),
    "the author is gone": lambda world, anna, _: world.change(anna, AccountState.DELETED),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_who_gets_no_mail(world: World, change: Callable[[World, Account, Account], None]) -> None:
    anna, ben, notification = _mention(world)
    change(world, anna, ben)
    world.react_twice(MentionNotified(notification.id))
    assert world.mailer.sent == []
    assert not world.rows.mail_deliveries


def test_no_mail_of_what_is_gone(world: World) -> None:
    _, ben, notification = _mention(world)
    with world.unit_of_work() as uow:
        uow.notifications.remove(ben.id, NotificationKind.MENTION, notification.sender_id, notification.post_id)
        uow.commit()
    world.react_twice(MentionNotified(notification.id))
    assert world.mailer.sent == []


@pytest.mark.parametrize(("asked", "mails"), [(True, 0), (False, 1)])
def test_an_address_that_is_not_confirmed(asked: bool, mails: int) -> None:
    world = World(confirm_email=asked)
    _, ben, notification = _mention(world)
    world.change_user(ben, confirmed=False)
    world.react_twice(MentionNotified(notification.id))
    assert len(world.mailer.sent) == mails

"""Mails about mentions, from the task to a real mail server that misbehaves: who gets them, and what is noted."""

from datetime import timedelta

import pytest
from attrs import evolve

from microblog.adapters.email.smtp_mailer import SmtpMailer
from microblog.adapters.email.smtp_server import SmtpServer
from microblog.domain.model.account import Account
from microblog.domain.model.events import MentionNotified
from microblog.domain.model.mail_delivery import MailState
from microblog.domain.model.post import Post
from microblog.domain.use_cases.notifications.mail_mention import MailMention
from tests.integration.email.conftest import SENDER
from tests.integration.email.servers import Inbox, free_port, mail_server, scripted_server
from tests.unit.domain.use_cases.reaction_world import World

OK, READY = b"250 OK", b"354 go ahead"


@pytest.fixture
def world() -> World:
    return World()


def connect(world: World, port: int) -> None:
    """From now on mails about mentions go there."""
    reaction = world.reactions[MailMention.name]
    assert isinstance(reaction, MailMention)
    mailer = SmtpMailer(SmtpServer("127.0.0.1", port), SENDER, world.clock, timeout=0.5)
    world.reactions[MailMention.name] = evolve(reaction, mailer=mailer)


def mention(world: World, author: Account, *people: Account) -> Post:
    """A post whose people were told."""
    post = world.post(author, *people)
    for one in people:
        world.happens(MentionNotified(world.notification(one, author, post).id))
    return post


def states(world: World) -> list[tuple[str, MailState]]:
    return [(one.key, one.state) for one in world.rows.mail_deliveries.values()]


def wait(world: World) -> None:
    """Until whatever failed is due again."""
    world.clock.move(timedelta(hours=2))
    world.sweep()


def test_a_server_that_refuses_for_a_while_gets_each_mail_once(world: World) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = mention(world, anna, ben)
    connect(world, free_port())
    world.sweep()
    (task,) = world.open_tasks
    assert task.last_error == "MailNotSent: no connection to the mail server: ConnectionRefusedError"
    assert timedelta(0) < task.due_at - world.clock() < timedelta(seconds=15)
    assert world.sweep() == 0
    busy = Inbox({"MAIL": "421 busy"})
    with mail_server(busy) as port:
        connect(world, port)
        wait(world)
    (again,) = world.open_tasks
    assert again.last_error == "MailNotSent: the mail server refused our sender address with 421"
    assert again.due_at - world.clock() > timedelta(seconds=14)
    assert (states(world), busy.contents) == ([], [])
    inbox = Inbox()
    with mail_server(inbox) as port:
        connect(world, port)
        wait(world)
        wait(world)
    assert inbox.recipients == ["ben@example.com"]
    assert states(world) == [(f"mention/{post.id}/{ben.id}", MailState.SENT)]
    assert world.open_tasks == []


def test_what_hangs_after_the_text_is_unknown_and_never_sent_again(world: World) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = mention(world, anna, ben)
    with scripted_server([OK, OK, OK, READY, None]) as port:
        connect(world, port)
        world.sweep()
    assert states(world) == [(f"mention/{post.id}/{ben.id}", MailState.UNKNOWN)]
    assert world.open_tasks == []
    inbox = Inbox()
    with mail_server(inbox) as port:
        connect(world, port)
        world.happens(MentionNotified(world.notification(ben, anna, post).id))  # as when the post is edited
        wait(world)
    assert inbox.contents == []
    assert [state for _, state in states(world)] == [MailState.UNKNOWN]
    assert world.open_tasks == []


def test_a_recipient_who_is_refused_is_given_up_and_holds_up_nobody(world: World) -> None:
    anna, ben, carla, dora = (world.account(name) for name in ("anna", "ben", "carla", "dora"))
    post = mention(world, anna, ben, carla, dora)
    inbox = Inbox({"RCPT ben@example.com": "550 no such user", "RCPT carla@example.com": "451 come back later"})
    with mail_server(inbox) as port:
        connect(world, port)
        world.sweep()
        assert inbox.recipients == ["dora@example.com"]
        (waiting,) = world.open_tasks
        assert waiting.last_error == "MailNotSent: the mail server put off the recipient with 451"
        del inbox.answers["RCPT carla@example.com"]
        wait(world)
        wait(world)
    assert inbox.recipients == ["dora@example.com", "carla@example.com"]
    assert dict(states(world)) == {
        f"mention/{post.id}/{ben.id}": MailState.REFUSED,
        f"mention/{post.id}/{carla.id}": MailState.SENT,
        f"mention/{post.id}/{dora.id}": MailState.SENT,
    }
    assert world.open_tasks == []

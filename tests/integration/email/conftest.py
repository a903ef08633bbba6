"""Every mailer, each with a way to read what it sent."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from attrs import frozen

from microblog.adapters.email.file_mailer import FileMailer
from microblog.adapters.email.memory_mailer import MemoryMailer
from microblog.adapters.email.message import Sender, message_bytes
from microblog.adapters.email.smtp_mailer import SmtpMailer
from microblog.adapters.email.smtp_server import SmtpServer
from microblog.ports.mailer import Mailer
from tests.integration.email.servers import Inbox, mail_server

SENDER = Sender("Möwe", "no-reply@example.org")


def clock() -> datetime:
    return datetime(2026, 11, 21, 10, 9, 26, tzinfo=UTC)


@frozen
class Post:
    """A mailer and what came out at its other end."""

    mailer: Mailer
    contents: Callable[[], list[bytes]]

    def received(self) -> list[EmailMessage]:
        return [message_from_bytes(content, policy=default) for content in self.contents()]


@pytest.fixture(params=["smtp", "file", "memory"])
def post(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Post]:
    if request.param == "smtp":
        inbox = Inbox()
        with mail_server(inbox) as port:
            yield Post(SmtpMailer(SmtpServer("127.0.0.1", port), SENDER, clock), lambda: inbox.contents)
    elif request.param == "file":
        directory = tmp_path / "new" / "mail"
        yield Post(
            FileMailer(directory, SENDER, clock),
            lambda: [path.read_bytes() for path in sorted(directory.glob("*.eml"))],
        )
    else:
        memory = MemoryMailer()
        yield Post(memory, lambda: [message_bytes(mail, SENDER, clock()) for mail in memory.sent])

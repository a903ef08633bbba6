"""A mailer that keeps what it is given, for tests."""

from collections import deque

from attrs import define, field

from microblog.domain.model.mail import Mail
from microblog.ports.mailer import Mailer, MailError


@define
class MemoryMailer(Mailer):
    """`sent` holds the accepted mails, oldest first; each error in `failures` is raised by one `send`, in
    turn."""

    sent: list[Mail] = field(factory=list)
    failures: deque[MailError] = field(factory=deque)

    def send(self, mail: Mail) -> None:
        if self.failures:
            raise self.failures.popleft()
        self.sent.append(mail)

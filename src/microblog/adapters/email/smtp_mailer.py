"""Hands mail to a mail server (RFC 5321, submission as in RFC 6409)."""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from attrs import field, frozen

from microblog.adapters.email.message import Sender, ascii_address, message_bytes
from microblog.adapters.email.smtp_server import SmtpServer
from microblog.domain.model.mail import Mail
from microblog.ports.clock import Clock
from microblog.ports.mailer import Mailer, MailNotSent, MailRefused, MailUnknown

_READY_FOR_MAIL = 354
_PERMANENT = 500


@frozen
class SmtpMailer(Mailer):
    """One connection for each mail, which keeps nothing between them that could go stale.

    `timeout` in seconds bounds each step of the conversation. A server's refusal of our own name, password
    or sender counts as `MailNotSent`: it says nothing about the recipient, and somebody can mend it.
    """

    server: SmtpServer
    sender: Sender
    clock: Clock
    timeout: float = 10.0
    tls: ssl.SSLContext = field(factory=ssl.create_default_context)

    def send(self, mail: Mail) -> None:
        recipient = ascii_address(mail.to_address)
        content = message_bytes(mail, self.sender, self.clock())
        with self._session() as session:
            self._hand_over(session, recipient, content)

    @contextmanager
    def _session(self) -> Iterator[smtplib.SMTP]:
        try:
            session = self._connect()
        except (OSError, smtplib.SMTPException) as error:
            raise MailNotSent(f"no connection to the mail server: {type(error).__name__}") from error
        try:
            yield session
        finally:
            session.close()

    def _connect(self) -> smtplib.SMTP:
        # The name we greet with: without one, smtplib asks the DNS for ours, which can take long.
        host, port, name = self.server.host, self.server.port, self.sender.domain
        if self.server.security == "tls":
            session: smtplib.SMTP = smtplib.SMTP_SSL(host, port, name, timeout=self.timeout, context=self.tls)
        else:
            session = smtplib.SMTP(host, port, name, timeout=self.timeout)
        try:
            session.ehlo_or_helo_if_needed()
            if self.server.security == "starttls":
                session.starttls(context=self.tls)
                session.ehlo()
            if self.server.username is not None and self.server.password is not None:
                session.login(self.server.username, self.server.password)
        except BaseException:
            session.close()
            raise
        return session

    def _hand_over(self, session: smtplib.SMTP, recipient: str, content: bytes) -> None:
        try:
            code, _ = session.mail(self.sender.address)
            if code >= 400:
                raise MailNotSent(f"the mail server refused our sender address with {code}")
            _accept("the recipient", session.rcpt(recipient)[0])
            code, _ = session.docmd("DATA")
            if code != _READY_FOR_MAIL:
                _accept("the mail", max(code, 400))
            # RFC 5321 §4.5.2. Unless all of it has left us, the server cannot have seen the dot that ends it.
            session.send(re.sub(rb"(?m)^\.", b"..", content) + b".\r\n")
        except (OSError, smtplib.SMTPException) as error:
            raise MailNotSent(f"the conversation with the mail server broke: {type(error).__name__}") from error
        try:
            code, _ = session.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise MailUnknown(f"no answer after the mail was handed over: {type(error).__name__}") from error
        if not 200 <= code <= 599:
            raise MailUnknown("no answer that could be understood after the mail was handed over")
        _accept("the mail", code)
        try:
            session.quit()
        except (OSError, smtplib.SMTPException):
            return  # it has the mail; how it says goodbye does not matter


def _accept(what: str, code: int) -> None:
    if code >= _PERMANENT:
        raise MailRefused(f"the mail server refused {what} with {code}")
    if code >= 400:
        raise MailNotSent(f"the mail server put off {what} with {code}")

"""Sending mail."""

from typing import Protocol

from microblog.domain.model.mail import Mail


class MailError(Exception):
    """The mail did not certainly go out. The subclass says what may be done about it.

    The message is for a log: it names no address and quotes no server's words about one.
    """


class MailNotSent(MailError):
    """Certainly not accepted (no connection, a temporary 4xx answer, a full disk): it may be tried again."""


class MailRefused(MailError):
    """Refused for good, for this recipient or this mail (a 5xx answer): trying again would not help."""


class MailUnknown(MailError):
    """The connection was lost after the mail was handed over: it may or may not have been accepted.

    Trying again may send it twice, letting it be may lose it; each kind of mail says which is the lesser
    evil.
    """


class Mailer(Protocol):
    """Hands mail to whoever delivers it."""

    def send(self, mail: Mail) -> None:
        """Hand over one mail and return when it is accepted.

        Raises `MailNotSent`, `MailRefused` or `MailUnknown`, nothing else. Blocks no longer than the
        adapter's timeout for each step of the conversation.
        """

"""Mail servers that behave, and such that do not, each on a free port of this machine."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from attrs import define, field


@define
class Inbox:
    """Takes mail, or answers as it is told to: a table from step (and recipient) to answer."""

    answers: dict[str, str] = field(factory=dict)
    contents: list[bytes] = field(factory=list)
    recipients: list[str] = field(factory=list)
    senders: list[str | None] = field(factory=list)

    async def handle_MAIL(  # noqa: N802 (aiosmtpd's name)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = self.answers.get(f"RCPT {address}", self.answers.get("RCPT", "250 OK"))
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's name)
        answer = self.answers.get("DATA", "250 OK")
        if answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.contents.append(envelope.content)
            self.recipients += envelope.rcpt_tos
            self.senders.append(envelope.mail_from)
        return answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def mail_server(inbox: Inbox, **options: Any) -> Iterator[int]:
    """A real mail server; gives its port."""
    port = free_port()
    controller = Controller(inbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@contextmanager
def scripted_server(script: list[bytes | None]) -> Iterator[int]:
    """Greets, then answers each command by the next entry; None hangs, the end of the script hangs up.

    After an answer that begins with 354 everything up to the closing dot counts as one command. The command after
    the last entry is still read, so that it is not lost on the way.
    """
    listener = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def serve() -> None:
        connection, _ = listener.accept()
        with connection, connection.makefile("rb") as lines:
            connection.sendall(b"220 ready\r\n")
            end = b""
            for answer in [*script, b""]:
                while (line := lines.readline()) and end not in (b"", line):
                    pass
                if answer is None:
                    done.wait(10)
                if not answer:
                    return
                connection.sendall(answer + b"\r\n")
                end = b".\r\n" if answer.startswith(b"354") else b""

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        done.set()
        thread.join()
        listener.close()

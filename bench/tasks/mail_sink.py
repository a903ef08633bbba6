"""A mail server that takes everything, in a process of its own, and notes what came when."""

import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from attrs import frozen

from bench.processes import end, free_port, start

_MESSAGE_ID = re.compile(rb"(?im)^message-id:\s*<([^>]+)>")


@frozen
class MailSink:
    """Where it listens, and the file of what came: a line of the moment and the message's id for each mail."""

    port: int
    path: Path

    def arrivals(self) -> list[float]:
        """When each mail about a mention was taken, in seconds since 1970."""
        return [float(moment) for moment, message_id in self._lines() if message_id.startswith("mention.")]

    def mentions(self) -> list[str]:
        """The ids of the mails about mentions."""
        return [message_id for _, message_id in self._lines() if message_id.startswith("mention.")]

    def _lines(self) -> list[tuple[str, str]]:
        lines = self.path.read_text().splitlines() if self.path.exists() else []
        return [(moment, message_id) for moment, _, message_id in (line.partition(" ") for line in lines)]


@contextmanager
def mail_sink(directory: Path) -> Iterator[MailSink]:
    """Within, it listens."""
    sink = MailSink(free_port(), directory / "mails-taken")
    process = start(("-m", "bench.tasks.mail_sink", "{port}", str(sink.path)), sink.port)
    try:
        yield sink
    finally:
        end(process)


@frozen
class _Handler:
    path: Path

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's name)
        content = envelope.content
        found = _MESSAGE_ID.search(content if isinstance(content, bytes) else b"")
        with self.path.open("a") as file:
            file.write(f"{time.time():.6f} {found[1].decode() if found else ''}\n")
        return "250 OK"


def main(port: str, path: str) -> None:
    """Serve until it is killed."""
    Controller(_Handler(Path(path)), hostname="127.0.0.1", port=int(port)).start()
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Writes mails into a directory instead of sending them: what a server at home does until it knows better."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from attrs import frozen

from microblog.adapters.email.message import Sender, message_bytes
from microblog.domain.model.mail import Mail
from microblog.ports.clock import Clock
from microblog.ports.mailer import Mailer, MailNotSent


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@frozen
class FileMailer(Mailer):
    """Each mail becomes `<time>-<hash of the message id>.eml`, which any mail program opens.

    The file appears complete or not at all. A mail with the id of an earlier one takes its place. Only the
    owner of the process can read them: they hold links that log people in.
    """

    directory: Path
    sender: Sender
    clock: Clock

    def send(self, mail: Mail) -> None:
        now = self.clock()
        content = message_bytes(mail, self.sender, now)
        digest = sha256(mail.message_id.encode()).hexdigest()[:16]
        try:
            self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _locked(self.directory):
                earlier = next(self.directory.glob(f"*-{digest}.eml"), None)
                self._write(earlier or self.directory / f"{now:%Y%m%dT%H%M%S.%fZ}-{digest}.eml", content)
        except OSError as error:
            raise MailNotSent(f"cannot write the mail: {error.strerror}") from error

    def _write(self, path: Path, content: bytes) -> None:
        with tempfile.NamedTemporaryFile(dir=self.directory, prefix=".", suffix=".part", delete=False) as file:
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).replace(path)
            except OSError:
                Path(file.name).unlink(missing_ok=True)
                raise

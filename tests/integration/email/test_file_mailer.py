"""Mails as files."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from itertools import count
from pathlib import Path

import pytest

from microblog.adapters.email.file_mailer import FileMailer
from microblog.ports.mailer import MailNotSent
from tests.integration.email.conftest import SENDER
from tests.integration.email.mails import a_mail


class TickingClock:
    """Every look at it is a second later."""

    def __init__(self) -> None:
        self._seconds: Iterator[int] = count()

    def __call__(self) -> datetime:
        return datetime(2026, 11, 21, 10, 9, tzinfo=UTC) + timedelta(seconds=next(self._seconds))


def test_files_are_named_by_time_and_only_the_owner_reads_them(tmp_path: Path) -> None:
    directory = tmp_path / "mail"
    FileMailer(directory, SENDER, TickingClock()).send(a_mail())
    (path,) = directory.iterdir()
    assert path.name.startswith("20261121T100900.000000Z-")
    assert path.suffix == ".eml"
    assert (directory.stat().st_mode & 0o777, path.stat().st_mode & 0o777) == (0o700, 0o600)


def test_the_same_mail_again_takes_the_place_of_the_first(tmp_path: Path) -> None:
    mailer = FileMailer(tmp_path, SENDER, TickingClock())
    mailer.send(a_mail(subject="first"))
    mailer.send(a_mail(subject="second"))
    mailer.send(a_mail("2@example.org", "other"))
    mails = [message_from_bytes(path.read_bytes(), policy=default) for path in sorted(tmp_path.iterdir())]
    assert [mail["Subject"] for mail in mails] == ["second", "other"]


def test_the_same_mail_from_many_at_once_is_one_file(tmp_path: Path) -> None:
    mailer = FileMailer(tmp_path, SENDER, TickingClock())
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: mailer.send(a_mail()), range(40)))
    assert len(list(tmp_path.iterdir())) == 1


def test_says_when_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(MailNotSent, match="cannot write"):
        FileMailer(tmp_path / "taken", SENDER, TickingClock()).send(a_mail())

"""What all commands have in common: they end with a sentence, not with a traceback."""

import os
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click
from attrs import define

from microblog.adapters.system.logging import configure_logging
from microblog.adapters.system.snowflake_id_generator import TooManyProcesses
from microblog.adapters.system.tracebacks import kind_of
from microblog.adapters.web.sentences import sentence_of
from microblog.adapters.web.site.problems import sentence_of_refusal
from microblog.domain.model.errors import DomainError, Gone, NotFound, NotPermitted, StorageUnavailable, ValidationError
from microblog.entrypoints.container import Container, open_container
from microblog.entrypoints.server import AddressTaken
from microblog.entrypoints.settings import SettingsError, load_settings
from microblog.ports.archive import ArchiveRefused
from microblog.ports.schema import SchemaMismatch, StorageMisconfigured

# Errors whose message is a sentence for whoever called.
_SENTENCES = (SettingsError, SchemaMismatch, StorageMisconfigured, AddressTaken, ArchiveRefused, TooManyProcesses)

# What databases say, in small letters, of a disk that is full, and SQLite of a file that it cannot use.
_FULL = ("disk is full", "disk full", "no space left", "is full", "quota exceeded")
_UNWRITABLE = ("unable to open database file", "readonly database", "disk i/o error")


class SentenceGroup(click.Group):
    """Says what went wrong in one sentence, and ends with a status of 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except _SENTENCES as error:
            fail(str(error))
        except StorageUnavailable as error:
            mend = how_to_mend(error, "MICROBLOG_STORAGE", load_settings().storage)
            fail(f"The database cannot be used ({error.reason}): {mend}.")
        except NotFound:
            fail("There is no such account.")
        except Gone:
            fail("That account was deleted.")
        except ValidationError as error:
            sentence, params = sentence_of(error)
            fail(f"{error.field}: {sentence % params if params else sentence}")
        except NotPermitted as error:
            fail(sentence_of_refusal(error.code))
        except DomainError as error:
            fail(f"That cannot be done: {type(error).__name__} {error}")


class DiscreetGroup(click.Group):
    """Says of what nobody thought of only what it is and where, as a message may quote what is private."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (*_SENTENCES, DomainError, click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # noqa: BLE001 (whatever it is, it ends here)
            *_, place = traceback.extract_tb(error.__traceback__)
            at = f"{Path(place.filename).name}:{place.lineno}"
            fail(f"That failed through a fault of microblog, which should be reported ({kind_of(error)} at {at}).")


def fail(sentence: str) -> NoReturn:
    """End with it."""
    click.echo(sentence, err=True)
    sys.exit(1)


def how_to_mend(error: StorageUnavailable, name: str, *urls: str) -> str:
    """What to do about a database that cannot be used; `name` is what the person who runs it calls the URLs."""
    reason = error.reason.lower()
    if any(words in reason for words in _FULL):
        return "make room there, and try again"
    files = [_sqlite_file(url) for url in urls if url.startswith("sqlite:")]
    if any(words in reason for words in _UNWRITABLE):
        for file in files:
            if not file.absolute().parent.is_dir():
                return f"{file} is to be in a directory that is not there"
            if not all(os.access(each, os.R_OK | os.W_OK) for each in (file.absolute().parent, file) if each.exists()):
                return f"let this user read and write {file} and the directory that it is in"
    return f"check {name}, and that it runs" if len(files) < len(urls) else f"check {name}"


@define
class Interruption:
    """Ctrl-C or SIGTERM, once it has come."""

    has_come: bool = False

    def check(self) -> None:
        """Raises ``KeyboardInterrupt`` after it has come."""
        if self.has_come:
            raise KeyboardInterrupt

    def _take(self, _number: int, _frame: FrameType | None) -> None:
        self.has_come = True
        self.check()


@contextmanager
def breaking_off(advice: str) -> Iterator[Interruption]:
    """Within, Ctrl-C and SIGTERM end everything in good order, and the last word is `advice`.

    Left to itself, SIGTERM ends a process without a chance to clear away what it has begun. Long work checks what this
    yields now and then, as Python throws away what is raised while it finalizes an object.
    """
    interruption = Interruption()
    before = {number: signal.signal(number, interruption._take) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield interruption
    except KeyboardInterrupt:
        fail(f"Broken off: {advice}")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def refuse_missing(setting: str, url: str) -> None:
    """SQLite makes a file that is not there, when all we want is to read it."""
    path = _sqlite_file(url)
    if url.startswith("sqlite:") and not path.exists():
        fail(f"{setting}: There is no file {path}.")


def _sqlite_file(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///").removeprefix("file:").partition("?")[0])


def new_container() -> Container:
    """As the settings say."""
    settings = load_settings()
    configure_logging(settings.log_level)
    return open_container(settings)


def checked_container() -> Container:
    """The same, over a database that is up to date."""
    container = new_container()
    container.storage().schema.check()
    return container

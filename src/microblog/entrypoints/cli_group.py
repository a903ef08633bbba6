"""What all commands have in common: they end with a sentence, not with a traceback."""

import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from microblog.adapters.system.logging import configure_logging
from microblog.adapters.web.site.forms.sentences import sentence_of
from microblog.domain.model.errors import DomainError, Gone, NotFound, StorageUnavailable, ValidationError
from microblog.entrypoints.container import Container, open_container
from microblog.entrypoints.server import AddressTaken
from microblog.entrypoints.settings import SettingsError, load_settings
from microblog.ports.archive import ArchiveRefused
from microblog.ports.schema import SchemaMismatch, StorageMisconfigured


class SentenceGroup(click.Group):
    """Says what went wrong in one sentence, and ends with a status of 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (SettingsError, SchemaMismatch, StorageMisconfigured, AddressTaken, ArchiveRefused) as error:
            fail(str(error))
        except StorageUnavailable as error:
            fail(f"The database cannot be used ({error.reason}): check MICROBLOG_STORAGE, and that it runs.")
        except NotFound:
            fail("There is no such account.")
        except Gone:
            fail("That account was deleted.")
        except ValidationError as error:
            sentence, params = sentence_of(error)
            fail(f"{error.field}: {sentence % params if params else sentence}")
        except DomainError as error:
            fail(f"That cannot be done: {type(error).__name__} {error}")


def fail(sentence: str) -> NoReturn:
    """End with it."""
    click.echo(sentence, err=True)
    sys.exit(1)


def refuse_missing(setting: str, url: str) -> None:
    """SQLite makes a file that is not there, when all we want is to read it."""
    path = Path(url.removeprefix("sqlite:///"))
    if url.startswith("sqlite:") and not path.exists():
        fail(f"{setting}: There is no file {path}.")


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

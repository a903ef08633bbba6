"""A backup of a site that is being written to, and another site that begins with it on another kind of database."""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from microblog.adapters.archive.archive_file import GzipArchiveFile
from microblog.adapters.text.html_cleaner import Nh3HtmlCleaner
from microblog.domain.model.archive import ACCOUNTS, KINDS, NOTIFICATIONS, POSTS, TASKS
from microblog.domain.use_cases.notifications.notify_mentioned import NotifyMentioned
from microblog.entrypoints.container import open_container
from tests import mongod
from tests.copies import copy
from tests.gaps import needs
from tests.integration.aftermath import free_leased, tasks_left, texts_of, told_to
from tests.integration.load import Load
from tests.integration.site_processes import Person, Site, eventually
from tests.integration.storage.storages import memory
from tests.own_servers import free_port
from tests.servers import new_database

logger = logging.getLogger(__name__)

WRITERS = 3
EACH = 2  # posts that each of them has out before the backup begins, and again while it is made
EARLIER = 4000  # posts that are there at first, so that reading them takes a while
PATIENCE = 60.0  # seconds


@contextmanager
def place(kind: str, directory: Path) -> Iterator[str]:
    """The URL of a database of that kind, where nothing is."""
    if kind == "sqlite":
        yield f"sqlite:///{directory / 'blog.db'}"
    elif kind == "mongodb":
        with mongod.new_database(needs(kind)) as url:
            yield url
    else:
        with new_database(kind, needs(kind)) as url:
            yield url


@pytest.mark.parametrize(("source", "target"), [("sqlite", "mongodb"), ("postgresql", "mysql"), ("mongodb", "sqlite")])
def test_a_backup_under_load_is_of_one_moment_and_another_site_goes_on_from_it(
    source: str, target: str, tmp_path: Path
) -> None:
    here, there, file = tmp_path / "here", tmp_path / "there", tmp_path / "blog.backup"
    here.mkdir()
    there.mkdir()
    with place(source, here) as old_url, place(target, there) as new_url:
        old, new = Site(here, old_url), Site(there, new_url)
        settle(old, tmp_path)
        passwords = {
            name: old.command("account", "create", name, f"{name}@example.org").split()[-1] for name in ("anna", "ben")
        }
        load = Load()
        before, by_its_end = back_up_under_load(old, passwords["anna"], load, file)
        assert re.search(r" is whole\. It holds the backup of ", old.command("backup", "verify", str(file)))
        posted = check_that_it_is_consistent(file, before)
        assert posted < set(load.acknowledged), "nothing was written after the moment that it is of"

        new.command("backup", "restore", str(file))
        port, container = free_port(), open_container(new.settings)
        free_leased(container)
        with new.running("serve", port=port):
            person = Person(port, "anna", passwords["anna"])
            assert person.publish("@ben I am here now", "after") == 303
            assert person.look("/@ben") == 200
            all_done = eventually(lambda: tasks_left(container) == (0, 0), PATIENCE)
        stored, told = texts_of(container, "anna"), told_to(container, "ben")
        container.process().release()
    assert all_done, "the worker has not caught up"
    assert stored == Counter([*posted, "@ben I am here now"])
    assert told == stored, "a mention that nobody was told, or twice"
    missed = len(by_its_end - posted)
    logger.info(
        "%s: %d before, %d in it, %d after its moment and before its end", source, len(before), len(posted), missed
    )


def settle(site: Site, directory: Path) -> None:
    """Put somebody there who has written much."""
    world, container = memory(directory), open_container(site.settings)
    talker = world.account("talker")
    with world.begin() as unit:
        for _ in range(EARLIER):
            unit.posts.add(world.some_post(talker))
        unit.commit()
    copy(world.archive, container.storage().archive, container.storage().schema)
    container.process().release()


def back_up_under_load(site: Site, password: str, load: Load, file: Path) -> tuple[set[str], set[str]]:
    """Answers what was acknowledged before the backup was begun, and when it was there."""
    port = free_port()
    with site.running("serve", port=port):
        reader, *writers = [Person(port, "anna", password) for _ in range(WRITERS + 1)]

        def more(than: int) -> bool:
            return len(load.acknowledged) >= than + EACH * WRITERS

        with load.running(writers, reader):
            assert eventually(lambda: more(0), PATIENCE)
            before = set(load.acknowledged)
            site.command("backup", "create", str(file))
            by_its_end = set(load.acknowledged)
            assert eventually(lambda: more(len(by_its_end)), PATIENCE)
    assert set(load.since(0)) == {200, 303}, "somebody was turned away"
    return before, by_its_end


def check_that_it_is_consistent(file: Path, before: set[str]) -> set[str]:
    """Answers what anna has written by then."""
    with GzipArchiveFile("", lambda: pytest.fail("it is read"), Nh3HtmlCleaner(), file).snapshot() as snapshot:
        held = {kind: [record for batch in snapshot.batches(kind) for record in batch] for kind in KINDS}
    names = {account.id: account.username for account in held[ACCOUNTS]}
    assert {names[post.account_id] for post in held[POSTS]} == {"talker", "anna"}
    mentions = {post.id: post.text for post in held[POSTS] if names[post.account_id] == "anna"}
    posted = set(mentions.values())
    assert len(posted) == len(mentions), "stored twice"
    assert before <= posted, "acknowledged before, and not in it"
    for writer in range(WRITERS):
        numbers = {int(text.split()[2]) for text in posted if text.endswith(f" by writer{writer}")}
        assert numbers == set(range(1, len(numbers) + 1)), "a later post without an earlier one"
    told = [notification.post_id for notification in held[NOTIFICATIONS]]
    to_tell = [task.payload["post_id"] for task in held[TASKS] if task.reaction == NotifyMentioned.name]
    assert Counter(told + to_tell) == Counter(mentions.keys()), "a mention that is neither told nor waits, or both"
    return posted

"""What is true of MongoDB alone."""

import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from microblog.adapters.storage.mongo import transaction
from microblog.adapters.storage.mongo.archive import MongoArchive
from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.paging import LONGEST_SEARCH
from microblog.domain.model.archive import BLOCKS, Tally
from microblog.domain.model.errors import Conflict, StorageUnavailable
from microblog.domain.model.events import PostPublished
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Visibility
from microblog.domain.model.relationships import Block, Follow, Like
from microblog.ports.archive import Intake
from tests.integration.storage.reads import READS
from tests.integration.storage.storage import NOW, Storage
from tests.integration.storage.storages import mongodb
from tests.integration.storage.test_statements import SUBJECTS, fill
from tests.mongod import watch_of


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    made = mongodb(tmp_path)
    yield made
    made.close()


def database_of(storage: Storage) -> Database:
    assert isinstance(storage.database, Database)
    return storage.database


# Conflicts


def test_a_writer_waits_for_another_and_builds_on_what_it_did(storage: Storage) -> None:
    author, first, second = (storage.account() for _ in range(3))
    post = storage.post(author)
    has_written, goes_on = threading.Event(), threading.Event()

    def like() -> None:
        with storage.begin() as unit:
            unit.likes.add(Like(storage.new_id(), first.id, post.id, NOW))
            has_written.set()
            assert goes_on.wait(20)
            unit.commit()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(like)
        assert has_written.wait(20)
        with storage.begin() as unit:
            unit.follows.add(Follow(storage.new_id(), second.id, author.id, True, NOW))
            threading.Timer(0.1, goes_on.set).start()
            unit.likes.add(Like(storage.new_id(), second.id, post.id, NOW))
            unit.commit()
        other.result()
    view, profile = storage.posts.get(None, post.id), storage.accounts.profile(None, author.username)
    assert view is not None
    assert view.likes_count == 2
    assert profile is not None
    assert profile.followers_count == 1  # and not two, as it was done again


def test_of_two_who_use_one_key_at_once_the_second_is_told(storage: Storage) -> None:
    author = storage.account()
    has_written, goes_on = threading.Event(), threading.Event()

    def use() -> None:
        with storage.begin() as unit:
            unit.idempotency.add(author.id, "key", 7, NOW)
            has_written.set()
            assert goes_on.wait(20)
            unit.commit()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(use)
        assert has_written.wait(20)
        threading.Timer(0.1, goes_on.set).start()
        with storage.begin() as unit, pytest.raises(Conflict):
            unit.idempotency.add(author.id, "key", 8, NOW)
        other.result()


def test_what_was_answered_and_is_true_no_longer_ends_it(storage: Storage) -> None:
    """As a deadlock does in SQL: the caller went on from an answer that cannot be kept."""
    author, person = storage.account(), storage.account()
    post, other = storage.post(author), storage.post(author)
    with pytest.raises(StorageUnavailable) as caught, storage.begin() as unit:  # noqa: PT012 - the block is tested
        assert unit.likes.add(Like(storage.new_id(), person.id, post.id, NOW))
        doom(storage, unit)
        storage.like(person, post)
        unit.posts.bury(other.id, NOW)
    assert caught.value.retry_after > 0
    view = storage.posts.get(None, post.id)
    assert view is not None
    assert view.likes_count == 1
    assert storage.posts.get(None, other.id) is not None


def doom(storage: Storage, unit: Any) -> None:
    """End the transaction of a unit of work at the server, as a change of the primary would."""
    session = unit._transaction._commands.session
    database_of(storage).client.admin.command("killSessions", [session.session_id])


def test_a_transaction_that_the_server_ended_is_done_again(storage: Storage) -> None:
    author, person = storage.account(), storage.account()
    post = storage.post(author)
    with storage.begin() as unit:
        unit.likes.add(Like(storage.new_id(), person.id, post.id, NOW))
        unit.outbox.add(PostPublished(post.id))
        doom(storage, unit)
        assert unit.likes.get(person.id, post.id) is not None
        doom(storage, unit)
        unit.commit()
    view = storage.posts.get(person.id, post.id)
    assert view is not None
    assert (view.likes_count, view.liked) == (1, True)
    with storage.begin() as unit:
        assert unit.outbox.depth() == (2, 0)


def test_waiting_for_others_ends(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transaction, "BUSY_SECONDS", 0.1)
    author = storage.account()
    post = storage.post(author)
    caught: list[Exception] = []

    def write() -> None:
        try:
            with storage.begin() as unit:
                unit.posts.bury(post.id, NOW)
        except StorageUnavailable as error:
            caught.append(error)

    with storage.begin() as unit:
        unit.posts.save(evolve(post, text="changed"))
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
        unit.commit()
    assert len(caught) == 1
    storage.post(author)


def test_a_copy_waits_for_what_a_killed_one_left_open(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transaction, "BUSY_SECONDS", 0.1)
    database, one, other = database_of(storage), storage.account(), storage.account()
    archive, before = MongoArchive(database), Intake("elsewhere", {})
    block = Block(storage.new_id(), one.id, other.id, NOW)
    after = Intake("elsewhere", {BLOCKS.name: Tally().plus([b"block"])})
    archive.begin("elsewhere")

    def go_on(step: Callable[[], None]) -> None:
        with database.write() as left_open, ThreadPoolExecutor(1) as pool:
            left_open.write(lambda commands: commands.update("intakes", {"_id": "intake"}, {"$set": {"records": 7}}))
            going_on = pool.submit(step)
            with pytest.raises(TimeoutError):
                going_on.result(0.5)
            left_open.read(lambda commands: commands.session.abort_transaction())
            going_on.result(20)

    go_on(lambda: archive.take_in(BLOCKS, [block], before, after))
    assert archive.intake() == after
    go_on(archive.finish)
    assert archive.intake() is None


def test_what_is_acknowledged_lies_in_the_journals_of_a_majority(storage: Storage) -> None:
    storage.account()
    commits = [each.command for each in watch_of(database_of(storage)).commands if "commitTransaction" in each.command]
    assert [commit["writeConcern"] for commit in commits] == [{"w": "majority", "j": True}]


# Indexes


def test_no_read_goes_through_a_whole_collection_or_sorts(storage: Storage) -> None:
    """By the server's own account. Not asked are totals, which count all, and searches: their index has no order."""
    fill(storage)
    watch = watch_of(database_of(storage))
    slow: dict[str, list[str]] = {}
    for name in READS:
        if name == "statistics.totals" or name.startswith("search."):
            continue
        watch.commands.clear()
        READS[name].call(storage, SUBJECTS, Cursor())
        asked = [event.command for event in watch.commands]
        assert asked
        slow[name] = [step for command in asked for step in slow_steps(explained(storage, command))]
    # These sort as many posts, or follows, as the port says, and no more; or how often one account used its hashtags.
    for name in ("directory.active", "directory.suggested", "featured_tags.used"):
        assert set(slow.pop(name)) == {"$sort"}
    assert {name: steps for name, steps in slow.items() if steps} == {}


def test_a_page_is_filled_from_behind_what_may_not_be_seen(storage: Storage) -> None:
    """More is left out than the window of a page holds: the rest is read as well, in the same command."""
    author, viewer, hidden = (storage.account() for _ in range(3))
    oldest = [storage.post(author) for _ in range(3)]
    with storage.begin() as unit:
        for _ in range(20):
            unit.posts.add(storage.some_post(hidden))
        unit.commit()
    newest = storage.post(author)
    storage.block(viewer, hidden)
    watch = watch_of(database_of(storage))
    watch.commands.clear()
    first = storage.timelines.public(viewer.id, Cursor(limit=2))
    assert len(watch.commands) == 1
    assert [view.id for view in first.items] == [newest.id, oldest[2].id]
    second = storage.timelines.public(viewer.id, Cursor(limit=2, max_id=first.next_max_id))
    assert [view.id for view in second.items] == [oldest[1].id, oldest[0].id]
    upwards = storage.timelines.public(viewer.id, Cursor(limit=2, min_id=oldest[1].id))
    assert [view.id for view in upwards.items] == [newest.id, oldest[2].id]


def test_a_search_asks_about_the_authors_only_of_what_the_viewer_might_see(storage: Storage) -> None:
    author, viewer = storage.account(), storage.account()
    for visibility in Visibility:
        for mentions in ([], [viewer]):
            storage.post(author, visibility, mentions=mentions, text="bread")
    storage.bury(storage.post(author, text="bread"))
    storage.boost(viewer, storage.post(viewer, Visibility.UNLISTED, text="bread"))
    watch = watch_of(database_of(storage))
    asked_about: dict[int | None, int] = {}
    for viewer_id in (None, viewer.id):
        watch.commands.clear()
        storage.search.posts(viewer_id, ["bread"], Cursor())
        (command,) = [event.command for event in watch.commands]
        with database_of(storage).administer() as driver:
            asked_about[viewer_id] = len(list(driver["posts"].aggregate(command["pipeline"][:1])))
    # The public ones; also those for followers, the one that mentions the viewer and the viewer's own.
    assert asked_about == {None: 2, viewer.id: 6}


def test_a_search_ends(storage: Storage) -> None:
    watch = watch_of(database_of(storage))
    watch.commands.clear()
    storage.search.posts(None, ["bread"], Cursor())
    storage.search.accounts(None, ["bread"], Cursor())
    storage.search.hashtags(None, "b", 9)
    assert [event.command.get("maxTimeMS") for event in watch.commands] == [LONGEST_SEARCH] * 3


def explained(storage: Storage, command: Mapping[str, Any]) -> Any:
    """How the server went about a command."""
    of_session = {"lsid", "$db", "$clusterTime", "readConcern"}
    plain = {name: value for name, value in command.items() if name not in of_session}
    with database_of(storage).administer() as driver:
        return driver.command({"explain": plain, "verbosity": "executionStats"})


def slow_steps(part: Any) -> Iterator[str]:
    """What it did that takes the longer the more there is."""
    if isinstance(part, list):
        for each in part:
            yield from slow_steps(each)
    elif isinstance(part, dict):
        if part.get("stage") in ("COLLSCAN", "SORT") or "$sort" in part:
            yield str(part.get("stage", "$sort"))
        if part.get("collectionScans"):
            yield f"{part['collectionScans']} scans by $lookup"
        if part.get("strategy") not in (None, "IndexedLoopJoin"):
            yield str(part["strategy"])
        for name, each in part.items():
            # The rest behind the window of a page has no plan where it was not begun with.
            is_begun = name != "$unionWith" or "$cursor" in each["pipeline"][0]
            if name not in ("rejectedPlans", "command", "$lookup") and is_begun:
                yield from slow_steps(each)

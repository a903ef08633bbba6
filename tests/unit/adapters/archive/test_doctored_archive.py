"""Backup files by somebody who wants to do harm with them, and who gets all counts and hashes right."""

import gzip
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from microblog.adapters.archive.archive_file import GzipArchiveFile
from microblog.adapters.storage.memory.archive import MemoryArchive
from microblog.adapters.storage.memory.schema import MemorySchema
from microblog.adapters.storage.memory.tables import MemoryStorage
from microblog.adapters.text.html_cleaner import Nh3HtmlCleaner
from microblog.domain.model.archive import KINDS, POSTS
from microblog.domain.use_cases.archive.copy_storage import CopyStorage
from microblog.domain.use_cases.archive.create_backup import CreateBackup, RestoreBackup
from microblog.domain.use_cases.posts.like_post import LikePost
from microblog.ports.archive import ArchiveRefused
from tests.copies import Counted, tallies
from tests.doctored import Head, Records, doctor, to_line
from tests.unit.domain.use_cases.action_world import ActionWorld

NOWHERE = 4711
MIB = 1024 * 1024

Change = Callable[[Head, Records], object]


@pytest.fixture
def source() -> MemoryArchive:
    """Two people, two posts, a boost, a follow and a like."""
    world = ActionWorld()
    anna, ben = world.account("anna"), world.account("ben")
    post = world.write(anna, "See https://example.org/?a=b&c #tag @ben\n\nand <more>")
    world.storage.committed.posts[post.id] = evolve(post, html=Nh3HtmlCleaner()(post.html))  # as the real cleaner does
    world.do(LikePost)(account_id=ben.id, post_id=post.id)
    world.post(ben, boost_of=world.post(anna, ben))
    world.follow(anna, ben)
    return MemoryArchive(world.storage)


@pytest.fixture
def file(source: MemoryArchive, tmp_path: Path) -> GzipArchiveFile:
    """A backup of that."""
    file = GzipArchiveFile("1.2", lambda: datetime.now(UTC), Nh3HtmlCleaner(), tmp_path / "backup.gz")
    CreateBackup(source)(file=file, progress=Counted())
    return file


def refusal(file: GzipArchiveFile) -> str:
    """What is said of it, without its name."""
    with pytest.raises(ArchiveRefused) as refused:
        file.check(Counted())
    sentence = str(refused.value)
    assert sentence.isprintable()
    assert refused.value.__context__ is None or refused.value.__suppress_context__  # that may quote what is private
    return sentence.removeprefix(f"{file.path} ")


def value(kind: str, name: str, new: object) -> Change:
    """Another value in the first record of a kind."""
    return lambda _, records: records[kind][0].update({name: new})


def twice(kind: str) -> Change:
    return lambda _, records: records[kind].append(records[kind][0])


def head(**values: object) -> Change:
    return lambda head, _: head.update(values)


def test_what_nobody_has_changed_is_restored(source: MemoryArchive, file: GzipArchiveFile) -> None:
    doctor(file.path, lambda *_: None)
    assert tallies(restored(file)) == tallies(source)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (value("posts", "thread_id", 2**70), "posts: thread_id: a number of more than 64 bits"),
        (value("posts", "thread_id", "x"), "posts: thread_id: no number"),
        (value("accounts", "display_name", {"$ne": 1}), "accounts: display_name: no text"),
        (value("posts", "text", "a\0b"), "posts: text: a text with characters that no text may have"),
        (value("posts", "text", "\ud800"), "posts: text: a text with characters that no text may have"),
        (value("accounts", "more", 1), "accounts: other fields"),
    ],
)
def test_values_that_no_record_has_are_refused(file: GzipArchiveFile, change: Change, reason: str) -> None:
    doctor(file.path, change)
    assert refusal(file) == f"is damaged ({reason})."


def restored(file: GzipArchiveFile) -> MemoryArchive:
    """In an empty storage."""
    target = MemoryArchive(MemoryStorage())
    RestoreBackup(CopyStorage(target, MemorySchema()))(file=file, reading=Counted(), writing=Counted())
    return target


@pytest.mark.parametrize("html", ["<script>alert(1)</script>", "<img src=x onerror=x>", '<a href="javascript:x"></a>'])
def test_html_is_cleaned_on_its_way_in(file: GzipArchiveFile, html: str) -> None:
    def dirty(_: Head, records: Records) -> None:
        records["accounts"][0] |= {"bio_html": html, "fields": [{"label": "", "value": "", "html": html}]}
        records["posts"][0] |= {"html": f"{html}<p>Hello</p>"}

    doctor(file.path, dirty)
    kept = restored(file).storage.committed
    account, post = min(kept.accounts.items())[1], min(kept.posts.items())[1]
    clean = Nh3HtmlCleaner()(html)
    assert (account.bio_html, account.fields[0].html, post.html) == (clean, clean, f"{clean}<p>Hello</p>")
    assert not any(mark in clean for mark in ("script", "img", "onerror"))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        *((twice(kind), f"{kind}: one is there twice") for kind in ("accounts", "users", "posts", "boosts", "tasks")),
        (lambda _, records: records["accounts"].clear(), "users: account_id: no account that is there"),
        (value("likes", "post_id", NOWHERE), "likes: post_id: no post that is there"),
        (lambda _, records: records["posts"][0].update(boost_of_id=1), "posts: boost_of_id: a boost is among"),
    ],
)
def test_records_that_do_not_go_together_are_refused(file: GzipArchiveFile, change: Change, reason: str) -> None:
    doctor(file.path, change)
    assert refusal(file).startswith(f"is damaged ({reason}")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (head(kinds=["x"]), "kinds: no names"),
        (head(kinds={"\x1b[2J": 1}), "kinds: no names"),
        (head(counts={}), "counts: not of all kinds"),
        (head(counts=None), "counts: not of all kinds"),
        (lambda head, _: head.update(counts=dict.fromkeys(head["counts"], "x")), "counts: no numbers"),
        (lambda head, _: head.update(counts=dict.fromkeys(head["counts"], 9)), "accounts: not as many as"),
        (head(made_by="1\x1b]0;owned\x07"), "made_by: no name"),
        (head(made_by="1\u202e"), "made_by: no name"),
        (head(made_by="1" * 101), "made_by: no name"),
        (head(made_at="\x1b[2J"), "made_at: no moment"),
        (head(made_at="2026-01-01T00:00:00"), "made_at: no moment"),
        (head(made_at=1), "made_at: no moment"),
        (head(version="1\x1b[2J"), "version: no number"),
        (head(version=True), "version: no number"),
    ],
)
def test_a_first_line_that_nobody_has_written_is_refused(file: GzipArchiveFile, change: Change, reason: str) -> None:
    doctor(file.path, change)
    assert refusal(file).startswith(f"is damaged ({reason}")


def test_fewer_rows_of_home_timelines_than_announced_are_none_the_less_all(file: GzipArchiveFile) -> None:
    """Their count may hold some of boosts that were taken back."""
    doctor(file.path, lambda head, _: head["counts"].update(home_timelines=head["counts"]["home_timelines"] + 2))
    assert file.check(Counted()).tallies["home_timelines"].count < 5


def test_what_is_nested_deeply_is_refused(file: GzipArchiveFile) -> None:
    deep = b'{"a":' + b"[" * 200_000 + b"]" * 200_000 + b"}"
    doctor(file.path, lambda _, records: records["accounts"].insert(0, deep))
    assert refusal(file) == "is damaged (accounts: a line is no JSON)."
    file.path.write_bytes(gzip.compress(deep + b"\n"))
    assert refusal(file) == "is no archive of microblog."


def test_a_line_without_an_end_is_not_read_to_its_end(file: GzipArchiveFile) -> None:
    doctor(file.path, lambda _, records: records["posts"].insert(0, b'{"a":"' + b"a" * (5 * MIB) + b'"}'))
    assert refusal(file) == "is damaged (a line is too long)."


def test_long_lines_are_read_a_few_at_a_time(file: GzipArchiveFile) -> None:
    def swell(_: Head, records: Records) -> None:
        post = records["posts"][0]
        records["posts"] += [to_line(post | {"id": 10**6 + number, "text": "a" * MIB}) for number in range(9)]

    doctor(file.path, swell)
    sizes = []
    with file.snapshot() as snapshot:
        for kind in KINDS[: KINDS.index(POSTS) + 1]:
            sizes += [sum(map(len, map(str, batch))) for batch in snapshot.batches(kind)]
    assert max(sizes) < 6 * MIB
    assert sum(sizes) > 9 * MIB


def test_a_record_that_is_too_long_to_be_read_is_not_written(source: MemoryArchive, tmp_path: Path) -> None:
    file = GzipArchiveFile("1.2", lambda: datetime.now(UTC), Nh3HtmlCleaner(), tmp_path / "other.gz")
    posts: dict[int, Any] = source.storage.committed.posts
    id_ = next(iter(posts))
    posts[id_] = evolve(posts[id_], text="a" * 5 * MIB)
    with pytest.raises(ArchiveRefused, match=r"other\.gz is not written, .*: one of the posts is too long\.$"):
        CreateBackup(source)(file=file, progress=Counted())
    assert not file.path.exists()

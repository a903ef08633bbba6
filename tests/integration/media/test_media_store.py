"""The contract of the media store, over every adapter, and what the one on disk promises besides."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from microblog.adapters.media.file_media_store import FileMediaStore
from microblog.adapters.media.memory_media_store import MemoryMediaStore
from microblog.domain.model.errors import StorageUnavailable
from microblog.ports.media_store import MediaStore

NAME, OTHER = "a" * 43 + ".png", "Ab_-" * 10 + "xyz-small.jpg"
TRICKS = (
    "",
    ".png",
    "../secret",
    "../" + NAME,
    "aa/" + NAME,
    "/etc/passwd",
    NAME + "\0",
    NAME + "\n",
    "a" * 43 + ".svg",
    "a" * 43,
    "." * 43 + ".png",
    "a" * 300 + ".png",
    "ä" * 43 + ".png",
)

STORES: dict[str, Callable[[Path], MediaStore]] = {
    "file": lambda path: FileMediaStore(path / "deep" / "media"),
    "memory": lambda _: MemoryMediaStore(),
}


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> MediaStore:
    """An empty one."""
    (tmp_path / "secret").write_bytes(b"secret")
    return STORES[request.param](tmp_path)


def test_what_was_put_is_there_until_it_is_removed(store: MediaStore) -> None:
    assert store.open(NAME) is None
    store.put(NAME, b"one")
    store.put(OTHER, b"\0" * 100_000)
    assert (store.open(NAME), store.open(OTHER)) == (b"one", b"\0" * 100_000)
    store.put(NAME, b"two")
    assert store.open(NAME) == b"two"
    store.remove(NAME)
    store.remove(NAME)
    assert (store.open(NAME), store.open(OTHER)) == (None, b"\0" * 100_000)


def test_a_part_is_read_as_far_as_there_is_one(store: MediaStore) -> None:
    store.put(NAME, b"0123456789")
    assert (store.size(NAME), store.size(OTHER)) == (10, None)
    assert [store.open(NAME, 3), store.open(NAME, 3, 4)] == [b"3456789", b"3456"]
    assert [store.open(NAME, 8, 100), store.open(NAME, 10), store.open(NAME, 4, 0)] == [b"89", b"", b""]
    assert store.open(OTHER, 3, 4) is None


@pytest.mark.parametrize("name", TRICKS)
def test_no_other_names_lead_anywhere(store: MediaStore, name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no name of a picture"):
        store.put(name, b"x")
    assert (store.open(name), store.size(name)) == (None, None)
    store.remove(name)
    assert [path.name for path in tmp_path.rglob("*")] == ["secret"]


def test_files_are_for_the_owner_alone_and_nothing_else_is_left(tmp_path: Path) -> None:
    directory = tmp_path / "media"
    store = FileMediaStore(directory)
    store.put(NAME, b"one")
    store.put(NAME, b"two")
    assert [path.relative_to(directory).as_posix() for path in directory.rglob("*")] == ["aa", f"aa/{NAME}"]
    modes = [oct(path.stat().st_mode & 0o777) for path in (directory, directory / "aa", directory / "aa" / NAME)]
    assert modes == ["0o700", "0o700", "0o600"]


def test_a_store_that_cannot_be_used_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "media").write_bytes(b"a file where the directory should be")
    store = FileMediaStore(tmp_path / "media")
    with pytest.raises(StorageUnavailable, match="60 seconds"):
        store.put(NAME, b"x")
    with pytest.raises(StorageUnavailable, match="60 seconds"):
        store.open(NAME)
    with pytest.raises(StorageUnavailable, match="60 seconds"):
        store.size(NAME)
    with pytest.raises(StorageUnavailable, match="60 seconds"):
        store.remove(NAME)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    store = FileMediaStore(tmp_path / "full")
    with pytest.raises(StorageUnavailable):
        store.put(NAME, b"x")
    assert [path.name for path in (tmp_path / "full").rglob("*")] == ["aa"]

"""The command line client toot, as it comes, with a server of ours."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import frozen

from tests.integration.clients.conftest import Server
from tests.integration.clients.consent import allow
from tests.unit.adapters.media.pictures import picture

# Each command is a process of its own, so one framework has to do; Mastodon.py talks to both.
pytestmark = pytest.mark.parametrize("server", ["quart"], indirect=True)


@frozen
class Toot:
    """Somebody at a terminal."""

    home: Path

    def __call__(self, *arguments: str, said: str = "") -> str:
        """What `toot …` prints; `said` is typed in."""
        with self.start(*arguments) as process:
            printed, _ = process.communicate(said, timeout=60)
        assert process.returncode == 0, printed
        return printed

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """`toot …`, to talk to."""
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("MICROBLOG_", "TOOT_"))},
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home),
            "BROWSER": "true",  # it would open a real one
            "PYTHONUNBUFFERED": "1",
        }
        return subprocess.Popen(
            [sys.executable, "-m", "toot", *arguments],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def log_in(self, url: str, name: str) -> None:
        """Log in as with a browser: toot says where to go, and is told the code that is shown there."""
        with self.start("login", "--instance", url) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            heard = ""
            while not (found := re.search(r"https?://\S+/oauth/authorize\S*", heard)):
                line = process.stdout.readline()
                assert line, heard
                heard += line
            printed, _ = process.communicate(f"y\n{allow(found[0], name)}\n", timeout=60)
        assert process.returncode == 0, heard + printed


@pytest.fixture
def toot(tmp_path: Path) -> Toot:
    return Toot(tmp_path)


def test_somebody_at_a_terminal(server: Server, toot: Toot) -> None:
    other = server.join("otto")
    server.join("paula")
    toot.log_in(server.url, "paula")
    assert "paula" in toot("whoami")
    assert "Toot posted" in toot("post", "Hello @otto from a terminal", "--spoiler-text", "Greeting")
    assert [one.type for one in other.notifications()] == ["mention"]
    status = other.notifications()[0].status
    assert "Hello @otto from a terminal" in toot("timelines", "home")
    assert "follow" in toot("follow", "otto").lower()
    assert "otto" in toot("following", "paula")
    assert "boosted" in toot("reblog", str(status.id)) or other.status(status.id).reblogs_count == 1
    toot("favourite", str(status.id))
    assert other.status(status.id).favourites_count == 1
    assert "otto" in toot("search", "otto")
    assert "Hello @otto" in toot("thread", str(status.id))
    toot("delete", str(status.id))
    assert other.notifications(types=["mention"]) == []
    assert "logged out" in toot("logout", f"paula@{server.url.removeprefix('http://')}").lower()


def test_pictures_from_a_terminal(server: Server, toot: Toot, tmp_path: Path) -> None:
    other = server.join("rita")
    server.join("sven")
    toot.log_in(server.url, "sven")
    file = tmp_path / "picture.png"
    file.write_bytes(picture())
    assert f"{server.url}/media/" in toot("upload", str(file), "--description", "Red and blue")
    assert "posted" in toot("post", "Look @rita", "--media", str(file), "--description", "Blue and red")
    (status,) = [one.status for one in other.notifications()]
    assert [one.description for one in status.media_attachments] == ["Blue and red"]

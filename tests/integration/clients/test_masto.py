"""masto, the JavaScript library that Elk and others are made with, as it comes, with a server of ours."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.gaps import lacks, needs
from tests.integration.clients.conftest import Server

HERE = Path(__file__).parent / "masto"


@pytest.fixture(scope="module")
def masto(tmp_path_factory: pytest.TempPathFactory) -> Path:
    npm = needs("npm")
    directory: Path = tmp_path_factory.mktemp("masto")
    for name in ("package.json", "package-lock.json", "talk.mjs"):
        shutil.copy(HERE / name, directory)
    command = [npm, "ci", "--no-audit", "--no-fund"]
    installed = subprocess.run(command, cwd=directory, capture_output=True, text=True, timeout=180, check=False)
    if installed.returncode:
        lacks("npm")
    return directory


@pytest.mark.parametrize("server", ["flask"], indirect=True)
def test_two_people_talk(server: Server, masto: Path) -> None:
    tokens = [server.token(name) for name in ("rosa", "sven")]
    said = subprocess.run(
        ["node", "talk.mjs", server.url, *tokens], cwd=masto, capture_output=True, text=True, timeout=60, check=False
    )
    assert said.returncode == 0, said.stderr
    heard = dict(json.loads(line) for line in said.stdout.splitlines())
    assert "#<span>masto</span>" in heard.pop("content")
    assert heard == {
        "instance": "Microblog",
        "me": "rosa",
        "liked": 1,
        "boosted": True,
        "answers": [True],
        "followed": True,
        "relationships": [True],
        "notifications": ["follow", "mention"],
        "found": ["masto"],
        "pages": [2, 2, 2],
        "edited": "<p>Changed</p>",
        "removed": "Changed",
        "gone": [404, "Record not found"],
    }

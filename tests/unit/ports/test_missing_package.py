import sys
from pathlib import Path

import pytest

from microblog.ports.missing_package import install_command, missing_package


def test_a_package_is_installed_where_this_python_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "some where" / ".venv" / "bin" / "python"))
    monkeypatch.chdir(tmp_path)
    assert install_command("celery[sqs]") == "'some where/.venv/bin/python' -m pip install 'celery[sqs]'"
    (tmp_path / "some where").mkdir()
    monkeypatch.chdir(tmp_path / "some where")
    assert missing_package("THIS", "the driver x", "x") == (
        "THIS needs the driver x, which is not installed: run `.venv/bin/python -m pip install x`."
    )


def test_a_python_elsewhere_is_named_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/srv/blog/bin/python")
    monkeypatch.chdir(tmp_path)
    assert install_command("pymongo") == "/srv/blog/bin/python -m pip install pymongo"

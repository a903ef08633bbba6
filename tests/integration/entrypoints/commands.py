"""`microblog …`, in this process or in one that can be killed."""

import os
import subprocess
import sys
from typing import Any, Protocol

from click.testing import Result


class Run(Protocol):
    """Runs `microblog …` on the database at a URL."""

    def __call__(self, *arguments: str, storage: str | None = None) -> Result: ...


def started(*arguments: str, environment: dict[str, str], **more: Any) -> "subprocess.Popen[str]":
    """`microblog …` as a process of its own. `more` goes to `Popen`."""
    paths = os.pathsep.join(path for path in sys.path if path)
    command = [sys.executable, "-m", "microblog", *arguments]
    return subprocess.Popen(command, env=os.environ | environment | {"PYTHONPATH": paths}, text=True, **more)

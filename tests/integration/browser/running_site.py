"""The whole house as `microblog serve` starts it: web process and task worker, in a directory of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest
from attrs import define, field

SOURCES = Path(__file__).parents[3] / "src"
_PATIENCE = 20.0  # seconds


def eventually(holds: Callable[[], object], what: str, seconds: float = _PATIENCE) -> None:
    """Look until it holds. Fails with `what` was waited for."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"waited {seconds:.0f} s for {what}"
        time.sleep(0.05)


def free_port() -> int:
    """A port of the loopback where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _alive(pid: int) -> bool:
    """Whether the process runs; one that ended and that nobody has asked after yet does not."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except (FileNotFoundError, ProcessLookupError):
            return False
    return subprocess.run(["ps", "-p", str(pid)], stdout=subprocess.DEVNULL, check=False).returncode == 0


def _family(pid: int) -> list[int]:
    """The process and all that it started, and they started."""
    table = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], stdout=subprocess.PIPE, text=True, check=True).stdout
    parents = {int(child): int(parent) for child, parent in map(str.split, table.splitlines())}
    found = [pid]
    for one in found:
        found.extend(child for child, parent in parents.items() if parent == one)
    return found


@define
class RunningSite:
    """One server with its data; it may be started again and again."""

    directory: Path
    web: str
    more: dict[str, str] = field(factory=dict)
    port: int = field(factory=free_port)
    _process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def said(self) -> str:
        """What it said on the terminal."""
        return (self.directory / "said").read_text()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("MICROBLOG_")}
        environment |= {"PYTHONPATH": str(SOURCES), "MICROBLOG_WEB": self.web, "MICROBLOG_PORT": str(self.port)}
        with (self.directory / "said").open("wb") as said, (self.directory / "logged").open("ab") as logged:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "microblog", "serve"],
                cwd=self.directory,
                env=environment | self.more,
                stdout=said,
                stderr=logged,
                start_new_session=True,  # so that Ctrl-C for the tests is not one for the server
            )
        try:
            eventually(self._answers, "the server")
        except BaseException:
            self.kill()
            raise

    def _answers(self) -> bool:
        assert self._process is not None
        if self._process.poll() is not None:
            pytest.fail(f"the server ended: {(self.directory / 'logged').read_text()[-2000:]}")
        try:
            return httpx.get(f"{self.url}/about", timeout=2).status_code == 200
        except httpx.TransportError:
            return False

    def kill(self) -> None:
        """`kill -9` of the process that was started, and of no other; all that it started has to go by itself."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it in good order, if it still runs."""
        if self._process is not None:
            self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        assert self._process is not None
        family = _family(self._process.pid)
        self._process.send_signal(how)
        self._process.wait(_PATIENCE)
        self._process = None
        try:
            eventually(lambda: not any(map(_alive, family)), "what the server had started to end")
        finally:
            for pid in filter(_alive, family):
                os.kill(pid, signal.SIGKILL)

    def setup_link(self) -> str:
        """The link with which the first account is made."""
        found = re.search(r"http://\S+/setup/\S+", self.said)
        assert found, self.said
        return found[0]

    def mails_to(self, address: str) -> list[EmailMessage]:
        """All mails to that address, the oldest first."""
        files = sorted((self.directory / "var" / "mail").glob("*.eml"))
        mails = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
        return [mail for mail in mails if isinstance(mail, EmailMessage) and address in str(mail["To"])]

    def wait_for_mail(self, address: str, number: int = 1) -> EmailMessage:
        """That mail to the address, once it is there."""
        eventually(lambda: len(self.mails_to(address)) >= number, f"mail {number} to {address}")
        return self.mails_to(address)[number - 1]

"""Database servers that one test starts, kills and starts again; nobody else is on them.

Each is made from the programs that lie on this machine, in a folder and at a port of its own, with the settings that
its makers chose: what a commit promises is what it promises to everybody.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from attrs import define, field
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import DBAPIError

_STARTUP = 60.0  # seconds that a server may take, the recovery after a kill included
_LOOK = 0.05

Server = TypeVar("Server", bound="OwnServer")


def find_program(name: str) -> str | None:
    """The path of a program of a database server; Debian has PostgreSQL's off the PATH."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", *map(str, versions)]))


def free_port() -> int:
    """A port of the loopback where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def family(pid: int) -> list[int]:
    """A process and all that come from it, the eldest first."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [pid, *(one for child in children for one in family(int(child)))]


def signal_family(process: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
    """Send a signal to a process and to all that come from it."""
    for pid in family(process.pid):
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def kill_family(process: "subprocess.Popen[bytes]") -> None:
    """`kill -9` of a process and of all that come from it, at once."""
    signal_family(process, signal.SIGKILL)
    process.wait()


@define
class OwnServer(ABC):
    """A server in a folder. Its programs refuse to run as root, who has to lend them the account of the package."""

    folder: Path
    account: str
    driver: str
    program: str
    port: int = field(factory=free_port)
    _process: "subprocess.Popen[bytes] | None" = None

    @abstractmethod
    def url(self, database: str = "") -> str:
        """The URL of a database there, as the settings want it."""

    @abstractmethod
    def create(self) -> None:
        """Make its files."""

    @abstractmethod
    def arguments(self) -> Sequence[str]:
        """What it is started with."""

    def start(self) -> None:
        """Start it, and wait until it lets somebody in."""
        command = [_program(self.program), *self.arguments()]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder, **self._lent())
        end = time.monotonic() + _STARTUP
        while not self._answers():
            assert self._process.poll() is None, (self.folder / "log").read_text()[-2000:]
            assert time.monotonic() < end, f"{self.program} does not answer"
            time.sleep(_LOOK)

    def kill(self) -> None:
        """`kill -9` of the process and of all that it started, at once."""
        assert self._process is not None
        kill_family(self._process)
        self._process = None

    def hang(self) -> None:
        """It answers no more, and nobody is refused: the system still takes connections for it."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Work off what came meanwhile."""
        self._signal(signal.SIGCONT)

    def stop(self) -> None:
        """End it, if it runs."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT if self.program == "postgres" else signal.SIGTERM)
            self._process.wait(_STARTUP)
            self._process = None

    def create_database(self, name: str) -> None:
        """An empty database there."""
        self.run(f"CREATE DATABASE {name}")

    def run(self, *statements: str, database: str = "") -> list[Any]:
        """Run statements one by one; the rows of the last."""
        url = make_url(self.url(database)).set(drivername=self.driver)
        engine = create_engine(url, connect_args={"connect_timeout": 5})
        rows = list[Any]()
        try:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                for statement in statements:
                    found = connection.exec_driver_sql(statement)
                    rows = list(found) if found.returns_rows else []
        finally:
            engine.dispose()
        return rows

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        signal_family(self._process, number)

    def _answers(self) -> bool:
        try:
            self.run("SELECT 1")
        except DBAPIError:
            return False
        return True

    def tool(self, name: str, *arguments: str) -> None:
        """Run one of the programs that come with it."""
        command, place = [_program(name), *arguments], {"cwd": self.folder, **self._lent()}
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, **place)
        assert done.returncode == 0, done.stderr.decode()[-2000:]

    def _lent(self) -> dict[str, Any]:
        return {"user": self.account, "group": self.account, "extra_groups": []} if os.geteuid() == 0 else {}


@define
class OwnPostgresql(OwnServer):
    """A PostgreSQL; with `primary`, a standby that streams from it."""

    primary: "OwnPostgresql | None" = None

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database or 'postgres'}"

    def create(self) -> None:
        data = str(self.folder / "data")
        if self.primary is not None:
            source = f"host=127.0.0.1 port={self.primary.port} user=postgres"
            self.tool("pg_basebackup", "-D", data, "-d", source, "-R", "-X", "stream", "-c", "fast", "--no-sync")
        else:
            self.tool("initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync")

    def arguments(self) -> Sequence[str]:
        return ["-D", str(self.folder / "data"), "-p", str(self.port), "-h", "127.0.0.1", "-k", str(self.folder)]


@define
class OwnMariadb(OwnServer):
    """A MariaDB; `number` is its own among those that follow each other, 0 where it is alone."""

    number: int = 0

    def url(self, database: str = "mysql") -> str:
        return f"mysql://root@127.0.0.1:{self.port}/{database or 'mysql'}"

    def create(self) -> None:
        self.tool(
            "mariadb-install-db",
            "--no-defaults",
            f"--datadir={self.folder / 'data'}",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
        )

    def arguments(self) -> Sequence[str]:
        counted = (f"--server-id={self.number}", f"--log-bin={self.folder / 'log-bin'}") if self.number else ()
        return [
            "--no-defaults",
            f"--datadir={self.folder / 'data'}",
            f"--socket={self.folder / 'socket'}",
            f"--pid-file={self.folder / 'pid'}",
            f"--port={self.port}",
            "--bind-address=127.0.0.1",
            *counted,
        ]


def _program(name: str) -> str:
    found = find_program(name)
    assert found is not None, f"no {name} here"
    return found


@contextmanager
def own_postgresql(primary: OwnPostgresql | None = None) -> Iterator[OwnPostgresql]:
    """A new PostgreSQL that runs."""
    with _folder("postgres") as folder:
        server = OwnPostgresql(folder, "postgres", "postgresql+psycopg", "postgres", primary=primary)
        yield from _running(server)


@contextmanager
def own_mariadb(number: int = 0) -> Iterator[OwnMariadb]:
    """A new MariaDB that runs."""
    with _folder("mysql") as folder:
        yield from _running(OwnMariadb(folder, "mysql", "mysql+pymysql", "mariadbd", number=number))


def _running(server: Server) -> Iterator[Server]:
    server.create()
    try:
        server.start()
        yield server
    finally:
        server.stop()


@contextmanager
def _folder(account: str) -> Iterator[Path]:
    # Not in pytest's: nobody but its owner gets into that.
    with tempfile.TemporaryDirectory(prefix="microblog-", ignore_cleanup_errors=True) as name:
        if os.geteuid() == 0:
            entry = pwd.getpwnam(account)
            os.chown(name, entry.pw_uid, entry.pw_gid)
        yield Path(name)

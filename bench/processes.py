"""Servers as processes of their own: started, watched, ended by their number."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

PATIENCE = 20  # seconds until a server has to listen


def start(
    arguments: Sequence[str], port: int, environment: Mapping[str, str] | None = None
) -> "subprocess.Popen[bytes]":
    """Start Python with these arguments and wait until it listens. Raises ``RuntimeError`` if it does not."""
    command = [sys.executable, *(part.replace("{port}", str(port)) for part in arguments)]
    server = subprocess.Popen(  # noqa: S603 - ourselves
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **(environment or {})}
    )
    for _ in range(PATIENCE * 10):
        if listens(port):
            return server
        time.sleep(0.1)
    end(server)
    raise RuntimeError(f"{arguments} does not listen")


def end(server: "subprocess.Popen[bytes]") -> None:
    """Kill it and all that it started."""
    for pid in family(server.pid):
        os.kill(pid, signal.SIGKILL)
    server.wait()


def listens(port: int) -> bool:
    """Whether anybody does."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def family(pid: int) -> list[int]:
    """A process and all that it started, the eldest first."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [pid, *(member for child in children for member in family(int(child)))]


def resident(pid: int) -> float:
    """The memory that it holds, in MiB."""
    told = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(told[1]) / 1024 if told else 0.0


def processor_seconds(pid: int) -> float:
    """The processor time that it has taken so far, in its own code and in the kernel (``proc(5)``)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

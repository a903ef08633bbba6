"""Compare the servers that could stand under the site: ``python -m bench.servers [name…]``.

For each: requests per second on ``bench.hello`` (wrk, 8 connections, 5 s), memory, how long a new request takes while
200 clients dawdle over their headers or their bodies, how it ends on SIGINT, and whether anything still listens
after ``kill -9`` of the main process. Needs Linux, wrk, and the candidates installed (``pip install gunicorn
waitress cheroot uvicorn``).
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from attrs import frozen

from bench.processes import end, family, free_port, listens, resident, start

THREADS = 4
DAWDLERS = 200
HEAD = """\
| server | requests/s | MiB | among slow heads | among slow bodies | on SIGINT | listens after kill -9 |
|---|---|---|---|---|---|---|"""

_CHEROOT = (
    "from cheroot import wsgi; from bench.hello import flask_app as a; "
    "s = wsgi.Server(('127.0.0.1', {port}), a, numthreads=4); s.safe_start()"
)
_GRANIAN = "-m granian --host 127.0.0.1 --port {port} --workers 1 --no-ws --log-level error"
CANDIDATES = {
    "flask granian, as we start it": ["-m", "bench.hello", "flask", "{port}"],
    "flask granian": f"{_GRANIAN} --interface wsgi --blocking-threads {THREADS} bench.hello:flask_app".split(),
    "flask gunicorn gthread": (
        f"-m gunicorn -b 127.0.0.1:{{port}} -k gthread --threads {THREADS} --log-level error bench.hello:flask_app"
    ).split(),
    "flask waitress": f"-m waitress --listen 127.0.0.1:{{port}} --threads {THREADS} bench.hello:flask_app".split(),
    "flask cheroot": ["-c", _CHEROOT],
    "quart granian, as we start it": ["-m", "bench.hello", "quart", "{port}"],
    "quart granian": f"{_GRANIAN} --interface asgi bench.hello:quart_app".split(),
    "quart hypercorn": ["-m", "hypercorn", "-b", "127.0.0.1:{port}", "--log-level", "error", "bench.hello:quart_app"],
    "quart uvicorn": [
        "-m",
        "uvicorn",
        "--host",
        "127.0.0.1",
        "--port",
        "{port}",
        "--log-level",
        "error",
        "--no-access-log",
        "bench.hello:quart_app",
    ],
}


@frozen
class Outcome:
    """What one server showed."""

    per_second: float
    errors: str
    mebibytes: float
    slow_heads: float | None
    slow_bodies: float | None
    end_seconds: float | None
    end_code: int | None
    port_kept: bool

    def row(self, name: str) -> str:
        """One line of a Markdown table."""
        heads, bodies = (
            "none in 5 s" if waited is None else f"{waited:.0f} ms" for waited in (self.slow_heads, self.slow_bodies)
        )
        end = "needs SIGKILL" if self.end_seconds is None else f"{self.end_seconds:.1f} s, code {self.end_code}"
        kept = "yes" if self.port_kept else "no"
        rate = f"{self.per_second:,.0f}{self.errors}"
        return f"| {name} | {rate} | {self.mebibytes:.0f} | {heads} | {bodies} | {end} | {kept} |"


def main(names: list[str]) -> None:
    """Measure the candidates named, else all."""
    wrk = shutil.which("wrk")
    if wrk is None:
        sys.exit("wrk is not installed")
    print("| server | requests/s | MiB | among slow heads | among slow bodies | on SIGINT | listens after kill -9 |")  # noqa: T201
    print("|---|---|---|---|---|---|---|")  # noqa: T201
    for name in names or CANDIDATES:
        print(measure(wrk, CANDIDATES[name]).row(name), flush=True)  # noqa: T201


def measure(wrk: str, arguments: list[str]) -> Outcome:
    """Start, load, end; start, kill."""
    port = free_port()
    server = start(arguments, port)
    try:
        url = f"http://127.0.0.1:{port}/"
        subprocess.run([wrk, "-c8", "-t1", "-d1s", url], check=True, capture_output=True)  # noqa: S603
        said = subprocess.run([wrk, "-c8", "-t1", "-d5s", url], check=True, capture_output=True, text=True).stdout  # noqa: S603
        rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
        trouble = re.search(r"(?:Socket errors|Non-2xx).*", said)
        mebibytes = sum(resident(pid) for pid in family(server.pid))
        slow_heads = _among_dawdlers(port, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-")
        slow_bodies = _among_dawdlers(port, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\na")
        started = time.monotonic()
        server.send_signal(signal.SIGINT)
        try:
            server.wait(15)
            ended = time.monotonic() - started
        except subprocess.TimeoutExpired:
            ended = None
    finally:
        end(server)
    return Outcome(
        float(rate[1]) if rate else 0.0,
        f" ({trouble[0].strip()})" if trouble else "",
        mebibytes,
        slow_heads,
        slow_bodies,
        ended,
        None if ended is None else server.returncode,
        _port_kept_after_kill(arguments),
    )


def _port_kept_after_kill(arguments: list[str]) -> bool:
    port = free_port()
    server = start(arguments, port)
    time.sleep(1)
    members = family(server.pid)
    server.kill()
    server.wait()
    time.sleep(1)
    kept = listens(port)
    for pid in members[1:]:
        if Path(f"/proc/{pid}").exists():
            os.kill(pid, signal.SIGKILL)
    return kept


def _among_dawdlers(port: int, beginning: bytes) -> float | None:
    dawdlers = [socket.create_connection(("127.0.0.1", port)) for _ in range(DAWDLERS)]
    try:
        for dawdler in dawdlers:
            dawdler.sendall(beginning)
        time.sleep(0.5)
        started = time.monotonic()
        with socket.create_connection(("127.0.0.1", port), timeout=5) as eager:
            eager.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            answered = eager.recv(1000).startswith(b"HTTP/1.1 200")
        return (time.monotonic() - started) * 1000 if answered else None
    except TimeoutError:
        return None
    finally:
        for dawdler in dawdlers:
            dawdler.close()


if __name__ == "__main__":
    main(sys.argv[1:])

"""Sends requests as fast as they are answered, over 8 connections that are kept open."""

import asyncio
import json
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from attrs import define, field, frozen

CONNECTIONS = 8
KEY = b"KEY-KEY-KEY-KEY-KEY-"
"""Stands in a request for a key of the same length that no other request has."""
WRK = shutil.which("wrk")
LOADER = "wrk, 1 thread" if WRK else "a loader of its own (asyncio, 1 thread), as wrk is not installed"


@frozen
class Load:
    """How it went. Times in milliseconds."""

    per_second: float
    p50: float
    p95: float
    failed: int


def load(port: int, requests: Sequence[bytes], seconds: float) -> Load:
    """Send these, whole requests in HTTP/1.1, in turn to this machine for so long."""
    if WRK is None:
        return asyncio.run(_Own(port, requests, seconds).run())
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "requests"
        path.write_bytes(b"\0".join(requests))
        script = Path(__file__).with_name("requests.lua")
        command = [WRK, f"-c{CONNECTIONS}", "-t1", f"-d{seconds:.0f}s", "-s", str(script), f"http://127.0.0.1:{port}"]
        said = subprocess.run(  # noqa: S603 - found on PATH by its name
            [*command, "--", str(path), secrets.token_hex(4)], check=True, capture_output=True, text=True
        ).stdout
    told = json.loads(said.strip().splitlines()[-1])
    return Load(told["requests"] / told["seconds"], told["p50"], told["p95"], told["failed"])


@define
class _Own:
    port: int
    requests: Sequence[bytes]
    seconds: float
    times: list[float] = field(factory=list, init=False)
    failed: int = field(default=0, init=False)
    sent: "count[int]" = field(factory=count, init=False)
    word: str = field(factory=lambda: secrets.token_hex(4), init=False)

    async def run(self) -> Load:
        started = time.perf_counter()
        await asyncio.gather(*(self._one_connection(started + self.seconds) for _ in range(CONNECTIONS)))
        took = time.perf_counter() - started
        times = sorted(self.times)
        p50, p95 = (times[len(times) * part // 100] * 1000 for part in (50, 95))
        return Load(len(times) / took, p50, p95, self.failed)

    async def _one_connection(self, end: float) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        while (began := time.perf_counter()) < end:
            number = next(self.sent)
            request = self.requests[number % len(self.requests)]
            writer.write(request.replace(KEY, f"{self.word}{number:012d}".encode()))
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            _, _, after = head.partition(b"content-length:")
            await reader.readexactly(int(after.split(b"\r\n", 1)[0] or 0))
            self.failed += not head.startswith((b"http/1.1 2", b"http/1.1 3"))
            self.times.append(time.perf_counter() - began)
        writer.close()
        await writer.wait_closed()

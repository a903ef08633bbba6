"""The production server: granian, one worker process with several threads.

Why this one and why one process is written down in ``docs/decisions/0001-web-server.md``.
"""

import ctypes
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Literal

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server import Server

_LONGEST_HEAD = 64 * 1024
_HEAD_MILLISECONDS = 15_000
_GRACE_SECONDS = 10
_TRIES, _PAUSE = 5, 0.2  # seconds between them
_PR_SET_PDEATHSIG = 1

BuildApp = Callable[[], Any]
"""Makes the WSGI or ASGI application. Called in the worker process, where engines and threads may be made; it has to be
a function of a module, or a ``partial`` of one, since some platforms start the worker by pickling it."""


class AddressTaken(Exception):
    """The server cannot listen where it should. The message is one sentence that says what to do."""


def listening_address(host: str, port: int) -> str:
    """The IP address that a host name means here, once it is known that nobody else listens at its port.

    The server shares its port with whoever asks for it (``SO_REUSEPORT``), so that a second one would start without a
    word and take every other request. Raises ``AddressTaken``.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise AddressTaken(f"MICROBLOG_HOST is {host!r}, which is no address of this machine ({error}).") from None
    family, _, _, _, address = min(found, key=lambda entry: entry[0] != socket.AF_INET)
    for attempt in range(_TRIES):  # a server that was killed a moment ago may still be going
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(address)
            except OSError as error:
                if attempt + 1 == _TRIES:
                    raise AddressTaken(
                        f"Nothing can listen at {host}:{port} ({error.strerror}): stop what is there, or choose another"
                        " MICROBLOG_PORT or MICROBLOG_HOST."
                    ) from None
            else:
                return str(address[0])
        time.sleep(_PAUSE)
    raise AssertionError("unreachable")


def serve(build: BuildApp, web: Literal["flask", "quart"], host: str, port: int, threads: int) -> None:
    """Serve until SIGINT or SIGTERM, then let running requests end (10 s at most). Raises ``SystemExit`` on failure.

    ``threads`` is how many requests Flask handles at a time; Quart's own number is given to ``create_app``.
    A worker that dies is started again, but one that dies twice within 3.5 s ends this process, with status 1. When
    this process dies, however it does, the worker goes with it.
    """
    server = Server(
        "microblog",
        address=host,
        port=port,
        interface=Interfaces.WSGI if web == "flask" else Interfaces.ASGI,
        workers=1,
        blocking_threads=threads if web == "flask" else None,
        http=HTTPModes.http1,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=_HEAD_MILLISECONDS, max_buffer_size=_LONGEST_HEAD),
        log_level="error",  # type: ignore[arg-type]  # its warning speaks of more threads than cores, which wait for disks
        respawn_failed_workers=True,
        workers_kill_timeout=_GRACE_SECONDS,
    )
    server.serve(target_loader=partial(_load, build, os.getpid()), wrap_loader=False)


def _load(build: BuildApp, parent: int) -> Any:
    _end_with(parent)
    return build()


def _end_with(parent: int) -> None:
    """Keep this process from outliving its parent: an orphan would hold the port against the next start.

    Linux does it at once (``prctl(2)``); elsewhere a thread looks every half second.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before we asked
            os.kill(os.getpid(), signal.SIGKILL)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True, name="parent watch").start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGKILL)

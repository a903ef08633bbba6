"""One command that starts everything on one machine: the site, and the task worker beside it."""

import os
import subprocess
import sys
import threading

from microblog.entrypoints.container import Container
from microblog.entrypoints.server import listening_address
from microblog.entrypoints.startup_lines import announce, announce_setup
from microblog.entrypoints.web import serve_web
from microblog.ports.schema import UnfinishedCopy

_PATIENCE = 15.0  # seconds that the worker has to end
_PAUSE = 1.0  # seconds before a worker that died is started again


def launch(container: Container) -> None:
    """Migrate, say where everything is, start the worker, serve until Ctrl-C or SIGTERM."""
    settings = container.settings()
    listening_address(settings.host, settings.port)
    upgrade(container)
    announce(settings)
    if settings.in_memory:
        serve_web(container)  # which does the periodic work too: no other process sees its memory
        return
    announce_setup(settings, container.offer_ownership()())
    with _WorkerProcess():
        serve_web(container)


def upgrade(container: Container) -> None:
    """Bring the database up to date. Raises SchemaMismatch where that is not for this code to do."""
    storage = container.storage()
    if (intake := storage.archive.intake()) is not None:
        raise UnfinishedCopy(intake.origin)
    storage.schema.upgrade()
    storage.schema.check()


class _WorkerProcess:
    """Keeps a worker process running, and ends it with this one."""

    def __init__(self) -> None:
        self._ending = threading.Event()
        self._process = self._start()
        self._watch = threading.Thread(target=self._keep_alive, daemon=True, name="worker watch")

    def __enter__(self) -> None:
        self._watch.start()

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._process.terminate()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @staticmethod
    def _start() -> "subprocess.Popen[bytes]":
        # A session of its own, so that Ctrl-C reaches this process alone, which then ends the worker in good order.
        command = [sys.executable, "-m", "microblog", "worker", "--parent", str(os.getpid())]
        return subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own interpreter and module

    def _keep_alive(self) -> None:
        while True:
            self._process.wait()
            if self._ending.wait(_PAUSE):
                return
            self._process = self._start()

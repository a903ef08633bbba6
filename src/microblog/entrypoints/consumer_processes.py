"""Processes that take tasks off the queues, kept running by the one that does the periodic work beside them."""

import subprocess
import time
from collections.abc import Callable, Sequence

from microblog.entrypoints.worker import Consumer

_PATIENCE = 10.0  # seconds that the processes have to end
_REST = 60.0  # seconds before one that gave up is started again


class ConsumerProcesses(Consumer):
    """Keeps a process running for each command."""

    def __init__(self, commands: Sequence[Sequence[str]], now: Callable[[], float] = time.monotonic) -> None:
        """`now` tells seconds."""
        self._commands = commands
        self._now = now
        self._processes = list["subprocess.Popen[bytes]"]()
        self._rests_until = dict[int, float]()

    def start(self) -> None:
        """Start them, each in a session of its own: Ctrl-C reaches this process alone, which then ends them."""
        self._processes = [_start(command) for command in self._commands]

    def check(self) -> None:
        """Replace those that died; what gave up by itself, as without a broker that lets it in, has a rest first."""
        for number, process in enumerate(self._processes):
            if process.poll() is None:
                self._rests_until.pop(number, None)
            elif process.returncode < 0 or self._now() >= self._rests_until.setdefault(number, self._now() + _REST):
                self._rests_until.pop(number, None)
                self._processes[number] = _start(self._commands[number])

    def stop(self) -> None:
        """Let what they are at come to its end, for 10 seconds at most."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _start(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, start_new_session=True)  # noqa: S603 (our own interpreter and module)

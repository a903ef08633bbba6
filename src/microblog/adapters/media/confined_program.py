"""Runs a program on a file that somebody made who may mean no good."""

import os
import resource
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from attrs import frozen

_TICK = 15.0
"""Seconds between two signs of life while a program runs."""
_NICENESS = 10  # people who read pages go first


class ProgramFailed(Exception):
    """It ended badly, or was ended as it took too much of something."""


@frozen
class Confinement:
    """What a program may take at most."""

    seconds: float
    """Of time, and of work of the processor."""
    memory: int = 1536 * 1024**2
    file_size: int = 0
    """Bytes of each file that it writes."""


def run_confined(
    command: Sequence[str],
    directory: Path,
    confinement: Confinement,
    still_here: Callable[[], object] = lambda: None,
) -> bytes:
    """What the program writes to its standard output. Raises ProgramFailed, and OSError if it cannot be started.

    It is started without a shell, in a directory of its own, with nothing of our environment, without input, and
    what it complains of is heard by nobody, as it may quote the file. It does not outlive this call.
    """
    with subprocess.Popen(  # noqa: S603 (a list of arguments, none of which comes from a file)
        list(command),
        cwd=directory,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "HOME": str(directory)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # a signal from the terminal is for us to pass on
    ) as process:
        try:
            _confine(process.pid, confinement)
            output = _output(process, time.monotonic() + confinement.seconds, still_here)
        finally:
            process.kill()
    if process.returncode != 0:
        raise ProgramFailed(f"{Path(command[0]).name} ended with {process.returncode}")
    return output


def _confine(pid: int, confinement: Confinement) -> None:
    """From outside, a moment after it began: to do it in between fork and exec is not safe where there are threads."""
    limits = {
        resource.RLIMIT_AS: confinement.memory,
        resource.RLIMIT_CPU: int(confinement.seconds),
        resource.RLIMIT_FSIZE: confinement.file_size,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_CORE: 0,
    }
    with suppress(ProcessLookupError):  # it has ended already
        os.setpriority(os.PRIO_PROCESS, pid, _NICENESS)
        if hasattr(resource, "prlimit"):  # Linux; elsewhere time alone is limited
            for kind, most in limits.items():
                resource.prlimit(pid, kind, (most, most))


def _output(process: "subprocess.Popen[bytes]", deadline: float, still_here: Callable[[], object]) -> bytes:
    while (left := deadline - time.monotonic()) > 0:
        try:
            return process.communicate(timeout=min(left, _TICK))[0]
        except subprocess.TimeoutExpired:
            still_here()
    raise ProgramFailed("it took too long")

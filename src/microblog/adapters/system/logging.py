"""What the processes write about themselves: one line of ``key=value`` or of JSON for each event.

No line holds a body, a token, an address or a query string: whoever logs passes names and numbers as ``extra``, and of
an error there is what ``tracebacks`` says of it.
"""

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Literal

import orjson
from attrs import frozen

from microblog.adapters.system.tracebacks import trace_of

logger = logging.getLogger(__name__)

_TALKATIVE = ("alembic", "huey")  # what they tell at every start is nothing that an operator needs
_context_id: ContextVar[str] = ContextVar("log_context", default="")
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


@contextmanager
def log_context(context_id: str) -> Iterator[None]:
    """Every line within, in this thread, carries the id: of a request, or of a task."""
    token = _context_id.set(context_id)
    try:
        yield
    finally:
        _context_id.reset(token)


@frozen
class Lines:
    """Turns a record into ordered facts, and those into one line."""

    shape: Literal["text", "json"]

    def format(self, record: logging.LogRecord) -> str:
        """One line; in ``text`` a traceback follows on lines of its own."""
        facts: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        if context_id := _context_id.get():
            facts["id"] = context_id
        facts |= {key: value for key, value in vars(record).items() if key not in _STANDARD}
        error = record.exc_info[1] if record.exc_info else None
        trace = trace_of(error) if error is not None else ""
        if self.shape == "json":
            if trace:
                facts["traceback"] = trace
            return orjson.dumps(facts, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
        line = " ".join(f"{key}={_quoted(str(value))}" for key, value in facts.items())
        return f"{line}\n{trace}" if trace else line


def _quoted(value: str) -> str:
    plain = value and value.isprintable() and " " not in value and '"' not in value and "=" not in value
    return value if plain else orjson.dumps(value.encode("utf-8", "replace").decode()).decode()


class _LineFormatter(logging.Formatter):
    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self._lines = lines

    def format(self, record: logging.LogRecord) -> str:
        return self._lines.format(record)


def configure_logging(level: str = "INFO", shape: Literal["text", "json"] = "text") -> None:
    """Send everything from ``level`` on to standard error, in place of what was configured before.

    So are errors that nobody catches, which Python would print there with their messages.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_LineFormatter(Lines(shape)))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # Nobody is shown where a line was written and by which thread, and to find out takes as long as to write it (the
    # standard library's "Logging HOWTO", under "Optimization").
    logging._srcfile = None
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    for library in _TALKATIVE:
        logging.getLogger(library).setLevel(max(logging.WARNING, logging.getLogger().level))
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda said: _log_uncaught(said.exc_type, said.exc_value, said.exc_traceback)


def _log_uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if error is None or not isinstance(error, Exception):  # somebody's Ctrl-C, or an exit
        sys.__excepthook__(kind, error or kind(), trace)
        return
    logger.critical("nobody caught this", exc_info=error)

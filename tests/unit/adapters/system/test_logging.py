import logging
import subprocess
import sys

import orjson
import pytest

from microblog.adapters.system.logging import Lines, log_context
from microblog.domain.model.errors import NotFound


def _record(message: str, **extra: object) -> logging.LogRecord:
    return logging.getLogger("microblog.test").makeRecord(
        "microblog.test", logging.WARNING, "file", 1, message, (), None, extra=extra
    )


def test_a_line_of_text_names_its_facts() -> None:
    line = Lines("text").format(_record("two words", status=200, odd='a"b\nc', none=""))
    _, _, facts = line.partition(" ")
    assert facts == r'level=warning logger=microblog.test event="two words" status=200 odd="a\"b\nc" none=""'


def test_a_line_of_json_is_one_object() -> None:
    facts = orjson.loads(Lines("json").format(_record("done", route="home")))
    assert facts.pop("time").endswith("+00:00")
    assert facts == {"level": "warning", "logger": "microblog.test", "event": "done", "route": "home"}


def test_the_context_is_on_every_line_within_and_on_none_after() -> None:
    with log_context("abc"):
        with log_context("inner"):
            inner = Lines("text").format(_record("x"))
        outer = Lines("text").format(_record("x"))
    after = Lines("text").format(_record("x"))
    assert ("id=inner" in inner, "id=abc" in outer, "id=" in after) == (True, True, False)


def _failed(error: Exception) -> logging.LogRecord:
    record = _record("failed")
    try:
        raise error
    except type(error):
        record.exc_info = sys.exc_info()
    return record


def test_a_traceback_is_kept() -> None:
    record = _failed(NotFound("why"))
    for trace in (Lines("text").format(record), orjson.loads(Lines("json").format(record))["traceback"]):
        assert "NotFound: why" in trace
        assert ", in _failed\n    raise error\n" in trace


def test_of_an_error_that_is_not_ours_the_message_is_left_out_and_so_is_that_of_what_it_came_from() -> None:
    cause, group = KeyError("geheim"), ExceptionGroup("geheim", [ValueError("geheim")])
    group.__cause__ = cause
    cause.__context__ = OSError(28, "no space", "geheim")
    cause.add_note("geheim")
    for shape in ("text", "json"):
        line = Lines(shape).format(_failed(group))
        assert "geheim" not in line
        places = [line.index(name) for name in ("OSError 28 no space", "KeyError", "ExceptionGroup", "ValueError")]
        assert places == sorted(places)


def test_errors_that_come_from_each_other_come_to_an_end() -> None:
    first, second = KeyError(), ValueError()
    first.__cause__, second.__cause__ = second, first
    assert Lines("text").format(_failed(first)).count("ValueError") == 1


@pytest.mark.parametrize("where", ["fail()", "thread = threading.Thread(target=fail); thread.start(); thread.join()"])
def test_what_nobody_catches_is_logged(where: str) -> None:
    program = (
        "import threading\n"
        "from microblog.adapters.system.logging import configure_logging\n"
        "def fail(): raise ValueError('ge' + 'heim')\n"
        f"configure_logging()\n{where}\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "level=critical" in ended.stderr
    assert "\nValueError\n" in ended.stderr
    assert "geheim" not in ended.stderr

import logging
import sys

import orjson

from microblog.adapters.system.logging import Lines, log_context


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


def test_a_traceback_is_kept() -> None:
    record = _record("failed")
    try:
        raise ValueError("why")
    except ValueError:
        record.exc_info = sys.exc_info()
    assert "ValueError: why" in Lines("text").format(record)
    assert "ValueError: why" in orjson.loads(Lines("json").format(record))["traceback"]

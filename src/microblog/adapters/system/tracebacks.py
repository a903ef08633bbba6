"""What the log and the terminal may say of an error: where it happened and what kind it is.

Never its message, unless it is one of ours: databases quote in theirs what they were given, which may be a private
post, an address or a password's hash (PostgreSQL under `DETAIL`, MySQL in `Duplicate entry`, MongoDB as a whole
document).
"""

import traceback
from collections.abc import Iterator

_OURS = "microblog."
# What errors carry beside their message that says more about them: numbers and names that libraries have for kinds.
_TELLING = ("errno", "strerror", "code", "sqlstate", "sqlite_errorname", "name")
_LONGEST = 100


def kind_of(error: BaseException) -> str:
    """The error's class and the numbers that libraries have for it; of an error of ours, also what it says."""
    kind = type(error)
    if kind.__module__.startswith(_OURS):
        return f"{kind.__name__}: {error}" if str(error) else kind.__name__
    known = [getattr(error, name, None) for name in _TELLING]
    known += [argument for argument in error.args if isinstance(argument, int)]  # PyMySQL's numbers
    said = [str(value) for value in dict.fromkeys(v for v in known if isinstance(v, int | str) and v != "")]
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    return " ".join([name, *[text for text in said if text.isprintable() and len(text) <= _LONGEST]])


def trace_of(error: BaseException) -> str:
    """The stack of an error and of those that it came from, as Python prints them, with `kind_of` for messages."""
    return "".join(_stacks(error, set())).rstrip("\n")


def _stacks(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _stacks(before, seen)
        yield "\nfrom which came:\n\n"
    yield "Traceback (most recent call last):\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{kind_of(error)}\n"
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            if id(one) not in seen:
                yield "\nin which was:\n\n"
                yield from _stacks(one, seen)

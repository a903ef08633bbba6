"""What is kept of an error: enough to mend it, nothing that is private."""

import re

_ADDRESS = re.compile(r"[^\s@]{1,64}@[^\s@]{1,255}")
_SECRET = re.compile(r"[A-Za-z0-9_+/=-]{32,}")  # tokens, hashes, keys: no word is that long
_QUOTED = re.compile(r"""(?<!\w)['"{].*""")  # what databases quote, up to the end: it may hold quotation marks itself
_MAX_LENGTH = 300


def describe_error(error: BaseException) -> str:
    """The error's class and the first line of its message up to what it quotes, without addresses and secrets.

    Nor has it characters that no text may have, which mail servers may send.
    300 characters at most. The first line only, as database drivers put the values of a statement on those that follow;
    MySQL and MongoDB quote some on the first one.
    """
    first_line = next(iter(str(error).splitlines()), "")[:2000]
    message = _SECRET.sub("…", _ADDRESS.sub("…@…", _QUOTED.sub("…", first_line))).strip()
    name = type(error).__name__
    description = "".join(filter(str.isprintable, message))
    return f"{name}: {description}"[:_MAX_LENGTH] if description else name

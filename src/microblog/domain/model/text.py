"""The gate that every text passes on its way in, whatever it is for and wherever it is kept.

What passes can be stored by every storage, sent as JSON, written into XML feeds and compared code point by code point.
"""

import re
import unicodedata

from microblog.domain.model.errors import ValidationError

_LINE_BREAK = re.compile("\r\n?|[\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and a symbol that are drawn as nothing
_SURROGATE = re.compile("[\ud800-\udfff]")
_NONCHARACTER = re.compile(
    "[\ufdd0-\ufdef" + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)) + "]"
)


def is_storable(value: str) -> bool:
    """Whether a text on one line holds nothing that the gate would refuse: for what is only looked up."""
    return not any(pattern.search(value) for pattern in (_CONTROL, _SURROGATE, _NONCHARACTER))


def is_seen(value: str) -> bool:
    """Whether there is anything to be seen of a text: more than spaces, marks and what has no form of its own."""
    return any(unicodedata.category(each)[0] not in "CMZ" and each not in _BLANKS for each in value)


def clean_text(value: str, *, field: str, max_length: int, required: bool = False) -> str:
    """A text of several lines: `\\n` ends a line, composed (NFC), without white space around it.

    `max_length` is in code points, and holds before composing too: composing costs time that grows with the square of
    the length of a run of marks. Raises `ValidationError` for `field` with one of the codes `too_long` (params
    `limit` and `length`), `required`, `control_character`, `lone_surrogate` and `noncharacter` (param `code_point`,
    as "U+0000").
    """
    if len(value) > 2 * max_length:  # every line break may take two
        raise ValidationError(field, "too_long", {"limit": max_length, "length": len(value)})
    text = _LINE_BREAK.sub("\n", value)
    for pattern, code in (
        (_CONTROL, "control_character"),
        (_SURROGATE, "lone_surrogate"),
        (_NONCHARACTER, "noncharacter"),
    ):
        if refused := pattern.search(text):
            raise ValidationError(field, code, {"code_point": f"U+{ord(refused[0]):04X}"})
    if len(text) > max_length:
        raise ValidationError(field, "too_long", {"limit": max_length, "length": len(text)})
    text = unicodedata.normalize("NFC", text).strip()
    if len(text) > max_length:
        raise ValidationError(field, "too_long", {"limit": max_length, "length": len(text)})
    if required and not text:
        raise ValidationError(field, "required")
    return text


def clean_line(value: str, *, field: str, max_length: int, required: bool = False) -> str:
    """A text of one line: as `clean_text`, and the code `line_break` if there are more lines than one."""
    text = clean_text(value, field=field, max_length=max_length, required=required)
    if "\n" in text:
        raise ValidationError(field, "line_break")
    return text

"""The first line of an archive: what it is, and what follows."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from attrs import frozen

from microblog.domain.model.archive import HOME_TIMELINES, KINDS, Kind
from microblog.domain.model.record_encoding import shape

FORMAT = "microblog archive"
VERSION = 1

_SHAPES = {kind.name: shape(kind.record) for kind in KINDS}
_LONGEST_NAME = 100  # characters


class NoArchive(ValueError):
    """This is something else."""


class AnotherForm(ValueError):
    """An archive that another version of this program reads; the message says how it differs, and which version."""


@frozen
class Head:
    """`made_by` is a version of this program, `made_at` is ISO 8601, and `counts` has the names of all kinds."""

    made_by: str
    made_at: str
    counts: Mapping[str, int]

    def announces(self, kind: Kind, count: int) -> bool:
        """Whether so many records of that kind may come: what `Snapshot.count` says of it is a few too many."""
        announced = self.counts[kind.name]
        return announced >= count if kind == HOME_TIMELINES else announced == count

    def written(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "made_by": self.made_by,
            "made_at": self.made_at,
            "counts": self.counts,
            "kinds": _SHAPES,
        }


def new_head(made_by: str, made_at: datetime, counts: Mapping[str, int]) -> Head:
    """Of an archive that is made at this moment."""
    return Head(made_by, made_at.astimezone(UTC).isoformat(timespec="seconds"), counts)


def read_head(line: bytes) -> Head:
    """What such a line says.

    Raises NoArchive, AnotherForm, and ValueError for what nobody has written: what it says is shown on terminals.
    """
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        raise NoArchive from None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise NoArchive
    made_by = _name(said, "made_by")
    _hold_form(said, made_by)
    made_at, counts = said.get("made_at"), said.get("counts")
    if type(made_at) is not str or not _is_moment(made_at):
        raise ValueError("made_at: no moment")
    if type(counts) is not dict or counts.keys() != _SHAPES.keys():
        raise ValueError("counts: not of all kinds")
    if not all(type(count) is int and 0 <= count < 2**63 for count in counts.values()):
        raise ValueError("counts: no numbers")
    return Head(made_by, made_at, counts)


def _hold_form(said: dict[str, Any], made_by: str) -> None:
    version, kinds = said.get("version"), said.get("kinds")
    if type(version) is not int or not 0 <= version < 2**31:
        raise ValueError("version: no number")
    if version != VERSION:
        raise AnotherForm(
            f"is an archive in format {version}, and this version of microblog reads format {VERSION}: restore it with"
            f" microblog {made_by}."
        )
    if type(kinds) is not dict or not all(name.isidentifier() and len(name) <= _LONGEST_NAME for name in kinds):
        raise ValueError("kinds: no names")
    if different := sorted(name for name in {*kinds, *_SHAPES} if kinds.get(name) != _SHAPES.get(name)):
        raise AnotherForm(
            f"holds {', '.join(different[: len(_SHAPES)])} in another form than this version of microblog: restore it"
            f" with microblog {made_by}, and upgrade the database then."
        )


def _name(said: dict[str, Any], key: str) -> str:
    name = said.get(key)
    # Neither control characters nor those that change the direction: a terminal would obey them.
    if type(name) is not str or not name.isprintable() or len(name) > _LONGEST_NAME:
        raise ValueError(f"{key}: no name")
    return name


def _is_moment(text: str) -> bool:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return False
    return moment.tzinfo == UTC and moment.isoformat(timespec="seconds") == text

"""Backup files that somebody has changed who knows their format, so that all counts and hashes are right."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from microblog.domain.model.archive import KINDS, Tally

Head = dict[str, Any]
Records = dict[str, list[Any]]
"""By kinds; what is `bytes` is written as it is."""


def doctor(path: Path, change: Callable[[Head, Records], object]) -> None:
    """Change what a file holds. Counts that were changed in its head stay so."""
    first, *lines = gzip.decompress(path.read_bytes()).splitlines()
    head, records, held = json.loads(first), Records(), list[Any]()
    for line in map(json.loads, lines):
        if isinstance(line, dict):
            held.append(line)
        else:
            records[line[0]], held = held, []
    del records["end"]
    counts = dict(head["counts"])
    change(head, records)
    if head.get("counts") == counts:
        head["counts"] = {kind.name: len(records[kind.name]) for kind in KINDS}
    written = [to_line(head)]
    for name, each in records.items():
        own = [one if isinstance(one, bytes) else to_line(one) for one in each]
        tally = Tally().plus(own)
        written += [*own, to_line([name, tally.count, tally.digest])]
    written.append(to_line(["end", sum(map(len, records.values()))]))
    path.write_bytes(gzip.compress(b"\n".join(written) + b"\n", 1))


def to_line(value: Any) -> bytes:
    """As this program writes it; what UTF-8 has no bytes for is escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode(errors="backslashreplace")

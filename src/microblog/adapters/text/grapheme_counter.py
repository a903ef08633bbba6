"""Grapheme clusters, counted by the `regex` package."""

import regex

from microblog.ports.grapheme_counter import GraphemeCounter

_CLUSTER = regex.compile(r"\X")
# To know where a flag begins, the package counts back to the first regional indicator of the run, at each of them: a
# million take hours. A pair of them is one cluster and joins with its neighbours exactly as a letter does.
_FLAG = regex.compile("[\U0001f1e6-\U0001f1ff]{2}")


class RegexGraphemeCounter(GraphemeCounter):
    """Counts by the rules of the Unicode version that the installed `regex` knows."""

    def __call__(self, text: str) -> int:
        if text.isascii():
            return len(text) - text.count("\r\n")
        return sum(1 for _ in _CLUSTER.finditer(_FLAG.sub("x", text)))

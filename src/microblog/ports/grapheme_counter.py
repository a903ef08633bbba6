"""Counting what a reader takes for one character."""

from typing import Protocol


class GraphemeCounter(Protocol):
    """Counts extended grapheme clusters (Unicode Standard Annex 29, section 3)."""

    def __call__(self, text: str) -> int:
        """How many grapheme clusters the text has, in time linear in its length."""
        ...

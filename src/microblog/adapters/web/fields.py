"""Ordered pairs that may repeat: query, form and headers."""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import parse_qsl

from attrs import frozen


@frozen
class Fields:
    """Names and values in the order sent; a name may come more than once.

    ``getlist`` is the name that WTForms asks for, so a ``Fields`` is handed to a form as it is.
    """

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_query(cls, query_string: bytes) -> "Fields":
        """Parse ``a=1&b=2``. Never fails: what is no UTF-8 becomes U+FFFD, bad percent-encoding stays as sent."""
        text = query_string.decode("ascii", "replace")
        return cls(tuple(parse_qsl(text, keep_blank_values=True, errors="replace"))) if text else cls()

    def get(self, name: str, default: str = "") -> str:
        """The first value of ``name``."""
        return next((value for key, value in self.pairs if key == name), default)

    def getlist(self, name: str) -> list[str]:
        """Every value of ``name`` in the order sent."""
        return [value for key, value in self.pairs if key == name]

    def __contains__(self, name: object) -> bool:
        return any(key == name for key, _ in self.pairs)

    def __iter__(self) -> Iterator[str]:
        return iter(dict(self.pairs))

    def __len__(self) -> int:
        return len(dict(self.pairs))


@frozen
class Headers:
    """Request headers: names in lower case, repeated ones joined as RFC 9110 §5.3 allows."""

    values: Mapping[str, str] = {}

    @classmethod
    def from_pairs(cls, pairs: Iterable[tuple[str, str]]) -> "Headers":
        """Join repeated names by a comma (``Cookie`` by a semicolon, RFC 9113 §8.2.3).

        A value that is not ASCII counts as empty, as some servers hand it over in the first place.

        Names with an underscore are dropped: WSGI cannot tell ``X_Real_Ip`` from ``X-Real-Ip``, so they are only
        good for smuggling.
        """
        joined: dict[str, str] = {}
        for name, said in pairs:
            if "_" in name:
                continue
            value = said if said.isascii() else ""
            key = name.lower()
            if key in joined:
                joined[key] += ("; " if key == "cookie" else ",") + value
            else:
                joined[key] = value
        return cls(joined)

    def get(self, name: str, default: str = "") -> str:
        """The value of ``name``, whatever its case."""
        return self.values.get(name.lower(), default)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self.values

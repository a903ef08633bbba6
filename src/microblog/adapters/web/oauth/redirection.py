"""How a browser comes back to the app."""

from urllib.parse import urlencode


def way_back(redirect_uri: str, *given: tuple[str, str]) -> str:
    """Where in the app a browser goes on.

    What is added goes behind the address as it was registered: parsing it and putting it together again would make
    `app:` of `app://`.
    """
    return f"{redirect_uri}{'&' if '?' in redirect_uri else '?'}{urlencode(given)}"

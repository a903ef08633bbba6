"""Where to go after a form, as far as the form may say so."""

import re

# What a browser would take for the start of a host (`//`, `\\`), or drop so that one appears (tab, line break).
_LOCAL_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]{0,8000}")


def next_page(wanted: str, otherwise: str = "/") -> str:
    """`wanted` if it is a path of this site (WHATWG URL section 4.4), else `otherwise`."""
    return wanted if _LOCAL_PATH.fullmatch(wanted) else otherwise

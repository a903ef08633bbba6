"""What the other figures are ratios to: the frameworks alone, on the server that the site runs on.

``python -m bench.bare flask|quart PORT``: one route that returns a word.
"""

import sys
from functools import partial
from typing import Any, Literal

from flask import Flask
from quart import Quart

from microblog.entrypoints.server import serve

THREADS = 16


def build(web: str) -> Any:
    """The application for ``serve``."""
    return _quart() if web == "quart" else _flask()


def _flask() -> Flask:
    app = Flask(__name__, static_folder=None)

    def hello() -> str:
        return "hello"

    app.add_url_rule("/", view_func=hello)
    return app


def _quart() -> Quart:
    app = Quart(__name__, static_folder=None)

    async def hello() -> str:
        return "hello"

    app.add_url_rule("/", view_func=hello)
    return app


if __name__ == "__main__":
    kind: Literal["flask", "quart"] = "flask" if sys.argv[1] == "flask" else "quart"
    serve(partial(build, kind), kind, "127.0.0.1", int(sys.argv[2]), THREADS)

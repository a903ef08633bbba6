"""Run the small site under the real server: ``python -m tests.integration.http.serve_small_site flask 8001``."""

import sys
from functools import partial
from typing import Any, Literal

from microblog.entrypoints import flask_app, quart_app
from microblog.entrypoints.server import serve
from tests.integration.http.small_site import small_site


def build(web: str) -> Any:
    return flask_app.create_app(small_site()) if web == "flask" else quart_app.create_app(small_site(), 4)


if __name__ == "__main__":
    kind: Literal["flask", "quart"] = "flask" if sys.argv[1] == "flask" else "quart"
    serve(partial(build, kind), kind, "127.0.0.1", int(sys.argv[2]), 4)

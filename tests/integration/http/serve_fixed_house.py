"""Run the whole house so that it answers alike each time: ``python -m … flask PORT DIRECTORY``.

The first ownership link is `/setup/secret-1`. The page of an unsubscribe link is broken on purpose, to have a fault.
"""

import sys
from functools import partial
from pathlib import Path
from typing import Any, Literal

from microblog.entrypoints import flask_app, quart_app
from microblog.entrypoints.server import serve
from tests.integration.http.hostile.house import prepared
from tests.unit.domain.use_cases.fakes import CountingIds, CountingRateLimiter, CountingSecrets, HandMovedClock

THREADS = 4


def build(web: str, directory: str) -> Any:
    container = prepared(Path(directory), {"MAIL": f"file:{directory}/mail", "RATE_LIMITS": "on"})
    container.clock.override(HandMovedClock())
    container.new_id.override(CountingIds())
    container.secrets.override(CountingSecrets())
    container.rate_limiter.override(CountingRateLimiter())
    container.check_unsubscribe_link.override(broken)
    container.storage().schema.upgrade()
    container.offer_ownership()()
    application = container.application()
    return flask_app.create_app(application) if web == "flask" else quart_app.create_app(application, THREADS)


def broken(**_: object) -> None:
    raise RuntimeError("broken on purpose")


if __name__ == "__main__":
    kind: Literal["flask", "quart"] = "flask" if sys.argv[1] == "flask" else "quart"
    serve(partial(build, kind, sys.argv[3]), kind, "127.0.0.1", int(sys.argv[2]), THREADS)

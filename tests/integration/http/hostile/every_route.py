"""Every route of the site, with a path to try it at. Those of the API are tried in `http/api` and `http/oauth`."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

from microblog.adapters.web.route import Family, Method, Route
from microblog.entrypoints.container import Container

VALUES: dict[str, str | int] = {
    "username": "ada",
    "name": "birds",
    "post_id": 1,
    "account_id": 1,
    "list_id": 1,
    "thread_id": 1,
    "pending_id": 1,
    "filter_id": 1,
    "report_id": 1,
    "request_id": 1,
    "announcement_id": 1,
    "token": "x" * 43,
}


def routes(container: Container, *methods: Method) -> list[Route]:
    """The routes with these methods, or all."""
    site = [route for route in container.routes() if route.family is Family.SITE]
    return [route for route in site if not methods or route.method in methods]


def path_of(container: Container, route: Route, **values: str | int) -> str:
    """Where the route answers; what is not said has some value."""
    known = {name: value for name, value in (VALUES | values).items() if re.search(rf"[<:]{name}>", route.path)}
    return str(container.routes().url_for(route.name, **known))


def odd_paths(container: Container, odd: tuple[str, ...], fits: Callable[[str], bool]) -> Iterator[str]:
    """Every path with a parameter whose name fits, with each odd value (percent-encoded as it is) in its place."""
    for route in routes(container):
        for name in VALUES:
            for spelled in (f"<{name}>", f"<int:{name}>"):
                if spelled in route.path and fits(spelled):
                    for value in odd:
                        path = route.path.replace(spelled, value)
                        for other, given in VALUES.items():
                            path = path.replace(f"<int:{other}>", str(given)).replace(f"<{other}>", quote(str(given)))
                        yield path

"""Where the API's description is found: for programs, and as a page for people."""

from collections import defaultdict
from functools import cached_property

from attrs import define

from microblog.adapters.web.access import Access
from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.mastodon_api.openapi import Document, described
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.route import Family, Route
from microblog.adapters.web.route_table import RouteTable
from microblog.adapters.web.site.rendering import Pages
from microblog.domain.model.addresses import Addresses


@define(slots=False)
class ApiDescription:
    """Describes routes; the document is made when it is first asked for."""

    routes: tuple[Route, ...]
    pages: Pages
    addresses: Addresses
    version: str

    @cached_property
    def document(self) -> Document:
        """OpenAPI 3.1."""
        return described(self.routes, version=self.version, base_url=self.addresses.base_url)

    def json(self, _: Request) -> Response:
        """For programs."""
        return answer(self.document)

    def page(self, request: Request) -> Response:
        """For people."""
        topics: defaultdict[str, list[tuple[str, str, Document]]] = defaultdict(list)
        for path, operations in self.document["paths"].items():
            for method, operation in operations.items():
                shown = {**operation, "fields": self._fields(operation)}
                topics[operation["tags"][0]].append((method.upper(), path, shown))
        return self.pages.show(request, "api.html", topics=sorted(topics.items()))

    def _fields(self, operation: Document) -> list[str]:
        """What a body may hold."""
        if "requestBody" not in operation:
            return []
        name = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        return list(self.document["components"]["schemas"][name]["properties"])


def described_table(*parts: tuple[Route, ...], pages: Pages, addresses: Addresses, version: str) -> RouteTable:
    """All routes together, and with them those of the API's description."""
    routes = tuple(route for part in parts for route in part)
    description = ApiDescription(routes, pages, addresses, version)
    return RouteTable(
        (
            *routes,
            Route("GET", "/api", description.page, Access.ANYONE, "api_description"),
            Route("GET", "/api/openapi.json", description.json, Access.ANYONE, "openapi", family=Family.API),
        )
    )

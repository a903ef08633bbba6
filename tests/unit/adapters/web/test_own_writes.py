"""Who reads from the replica, and who does not."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from attrs import define, evolve

from microblog.adapters.web.access import Access
from microblog.adapters.web.own_writes import ReadOwnWrites
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import CookieRules, Response
from microblog.adapters.web.route import Family, Route
from microblog.domain.model.errors import NotFound, StorageUnavailable
from microblog.ports.replica import Replica


@define
class MemoryReplica(Replica):
    """Notes what it is asked."""

    position: str = "0/30"
    allowed_for: str | None = None

    @contextmanager
    def allowed(self, mark: str) -> Iterator[None]:
        self.allowed_for = mark
        try:
            yield
        finally:
            self.allowed_for = None

    def mark(self) -> str:
        return self.position

    def check(self) -> None:
        """It is always there."""


@pytest.fixture
def replica() -> MemoryReplica:
    return MemoryReplica()


def ask(replica: MemoryReplica | None, method: str = "GET", cookie: str = "", family: Family = Family.SITE) -> Response:
    """What a handler answers that says for which mark it was allowed to read from the replica."""

    def handler(_: Request) -> Response:
        return Response.text(str(replica.allowed_for if replica is not None else None))

    route = Route("GET", "/", handler, Access.ANYONE, "start", family=family)
    cookies = {"wrote": cookie} if cookie else {}
    request = Request(method=method, path="/", request_id="1", cookies=cookies)
    return ReadOwnWrites(replica, CookieRules(secure=False))(route, request)


def test_who_wrote_nothing_reads_from_the_replica(replica: MemoryReplica) -> None:
    answer = ask(replica)
    assert (answer.body, answer.header("Set-Cookie")) == (b"", None)


def test_who_wrote_takes_the_mark_along(replica: MemoryReplica) -> None:
    written = ask(replica, "POST")
    assert written.body == b"None", "what is changed is read where it is written"
    cookie = str(written.header("Set-Cookie"))
    assert cookie == "wrote=0/30; Path=/; SameSite=Lax; Max-Age=3600; HttpOnly"
    assert ask(replica, cookie=cookie.partition(";")[0].removeprefix("wrote=")).body == b"0/30"


def test_a_mark_of_any_form_comes_back_as_it_was(replica: MemoryReplica) -> None:
    replica.position = "0-1-270,1-2-9"
    cookie = str(ask(replica, "POST").header("Set-Cookie"))
    assert ask(replica, cookie=cookie.partition(";")[0].removeprefix("wrote=")).body == b"0-1-270,1-2-9"


def test_the_api_reads_from_the_storage_itself(replica: MemoryReplica) -> None:
    assert ask(replica, family=Family.API).body == b"None"
    assert ask(replica, "POST", family=Family.API).header("Set-Cookie") is None


def test_without_a_replica_there_is_no_cookie() -> None:
    answer = ask(None, "POST")
    assert (answer.body, answer.header("Set-Cookie")) == (b"None", None)


@pytest.mark.parametrize("error", [NotFound(), StorageUnavailable(5)])
def test_what_the_replica_lacks_is_asked_of_the_storage_itself(replica: MemoryReplica, error: Exception) -> None:
    def handler(_: Request) -> Response:
        if replica.allowed_for is not None:
            raise error
        return Response.text("from the storage")

    def fail(_: Request) -> Response:
        raise error

    route = Route("GET", "/", handler, Access.ANYONE, "start")
    run, request = ReadOwnWrites(replica, CookieRules(secure=False)), Request("GET", "/", "1")
    assert run(route, request).body == b"from the storage"
    with pytest.raises(type(error)):
        run(evolve(route, handler=fail), request)

import pytest
from attrs import evolve

from microblog.adapters.web.errors import Problem, problem_of
from microblog.adapters.web.fields import Fields, Headers
from microblog.adapters.web.request import Request
from microblog.adapters.web.site.error_pages import ErrorPages
from microblog.adapters.web.site.problems import _REFUSALS, words_of_problem
from tests.unit.adapters.web.site.test_rendering import pages


def error_page(problem: Problem, method: str = "GET", path: str = "/some/where", **headers: str) -> str:
    request = Request(method, path, "request-17", headers=Headers(headers))
    answer = ErrorPages(pages())(request, problem)
    assert answer.status == problem.status
    return answer.body.decode()


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503])
def test_every_status_has_a_page_of_its_own_with_a_way_on(status: int) -> None:
    page = error_page(Problem(status))
    heading, sentence = words_of_problem(status, "")
    assert heading in page
    assert sentence in page
    assert 'href="/"' in page
    assert ("request-17" in page) is (status >= 500)
    assert sum(words_of_problem(other, "") == (heading, sentence) for other in (400, 404, 410, 500)) <= 1


def test_a_fault_of_ours_shows_nothing_of_its_cause() -> None:
    page = error_page(problem_of(RuntimeError("the password is swordfish")))
    assert "swordfish" not in page
    assert "request-17" in page


@pytest.mark.parametrize("code", sorted(_REFUSALS))
def test_a_refusal_says_why(code: str) -> None:
    assert words_of_problem(403, code)[1] == _REFUSALS[code]
    assert words_of_problem(404, code)[1] != _REFUSALS[code]


def test_an_unknown_status_is_still_answered() -> None:
    assert words_of_problem(418, "") == words_of_problem(400, "")
    assert words_of_problem(599, "") == words_of_problem(500, "")


def test_who_has_to_log_in_is_sent_to_do_so_and_comes_back_to_what_was_read() -> None:
    error_pages, problem = ErrorPages(pages()), Problem(401, "authentication_required")
    answer = error_pages(Request("GET", "/settings/profile", ""), problem)
    assert (answer.status, answer.header("Location")) == (303, "/login?next=%2Fsettings%2Fprofile")
    answer = error_pages(Request("POST", "/@ada/follow", ""), problem)
    assert answer.header("Location") == "/login?next=%2F"


def test_a_script_is_told_and_not_sent_elsewhere() -> None:
    assert "Log in first" in error_page(Problem(401), "POST", accept="application/json")


@pytest.mark.parametrize("status", [401, 403, 409, 429, 500, 503])
def test_what_was_typed_is_shown_when_it_came_to_nothing(status: int) -> None:
    typed = Fields(
        (("csrf_token", "c5rf"), ("text", "\nAn hour's <work>"), ("content_warning", " "), ("password", "swordfish"))
    )
    request = Request("POST", "/compose", "", host="here.example", form=typed)
    page = ErrorPages(pages())(request, Problem(status)).body.decode()
    assert ">\n\nAn hour&#39;s &lt;work&gt;</textarea>" in page
    assert page.count("<textarea") == 1
    assert "c5rf" not in page
    assert "swordfish" not in page
    assert ('href="/login"' in page.partition("<main")[2]) is (status == 401)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://["])
def test_what_another_site_sent_is_not_shown(origin: str) -> None:
    request = Request("POST", "/compose", "", host="here.example", form=Fields((("text", "Send money to"),)))
    request = evolve(request, headers=Headers({"origin": origin}))
    assert ErrorPages(pages())(request, Problem(401)).status == 303
    assert b"Send money" not in ErrorPages(pages())(request, Problem(403, "csrf")).body


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("/confirm/x", "/login"),
        ("/password/reset/x", "/password/forgot"),
        ("/setup/x", "/login"),
        ("/unsubscribe/x", "/login"),
    ],
)
def test_a_spent_link_is_called_spent_and_leads_on(path: str, way: str) -> None:
    page = error_page(Problem(404, "not_found"), path=path)
    assert "has been used or has expired" in page
    assert "typing error" not in page
    assert f'<p><a href="{way}">' in page
    assert "has expired" not in error_page(Problem(403, "csrf"), path=path)
    assert "typing error" in error_page(Problem(404, "not_found"), path="/password/else")

"""Links from mails: what they open, what they do, and what a machine that opens them cannot do."""

from datetime import UTC, datetime, timedelta

import pytest

from microblog.domain.model.session import Purpose, Token
from microblog.domain.use_cases.accounts.read_account import ReadAccount
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory
from tests.integration.http.site.people import PASSWORD, Person
from tests.integration.http.site.whole_site import WholeSite, whole_site


def mailed(site: WholeSite, purpose: Purpose, username: str) -> str:
    """The secret that a mail to that person would hold."""
    secrets = site.parts[SecretGenerator]
    secret, now = str(secrets()), datetime.now(UTC)
    with site.parts[UnitOfWorkFactory]() as uow:
        account = uow.accounts.by_name(username)
        uow.tokens.add(Token(secrets.hash(secret), purpose, account.id, now, now + timedelta(hours=1)))
        uow.commit()
    return secret


def wants_mail(site: WholeSite, username: str) -> bool:
    with site.parts[UnitOfWorkFactory]() as uow:
        account = uow.accounts.by_name(username)
    return bool(site.make(ReadAccount)(account_id=account.id)[1].mail_on_mention)


@pytest.mark.usefixtures("ada")
def test_mail_programs_unsubscribe_with_one_click(site: WholeSite, stranger: Person) -> None:
    path = f"/unsubscribe/{mailed(site, Purpose.UNSUBSCRIBE, 'ada')}"
    assert "No more mails?" in stranger.page(path)
    assert wants_mail(site, "ada"), "to look is not to press"
    answer = stranger.client.post(path, {"List-Unsubscribe": "One-Click"})
    assert (answer.status, answer.header("Location")) == (200, None)
    assert not wants_mail(site, "ada")
    assert stranger.client.post(path, {"List-Unsubscribe": "One-Click"}).status == 200, "again does no harm"


@pytest.mark.usefixtures("ada")
def test_a_new_password_is_set_once(site: WholeSite, stranger: Person) -> None:
    path = f"/password/reset/{mailed(site, Purpose.RESET_PASSWORD, 'ada')}"
    assert stranger.get(path).header("Referrer-Policy") == "strict-origin"
    assert stranger.send(path, {"password": "short"}).status == 422
    assert stranger.send(path, {"password": "a brand new sentence"}).header("Location") == "/login"
    assert stranger.get(path).status == 404
    assert stranger.send("/login", {"login": "ada", "password": PASSWORD}).status == 422
    assert stranger.send("/login", {"login": "ada", "password": "a brand new sentence"}).status == 303


class TestWhereAddressesAreConfirmed:
    @pytest.fixture
    def site(self) -> WholeSite:
        return whole_site(confirm_email=True)

    def test_an_account_works_once_its_address_is_confirmed(self, site: WholeSite, stranger: Person) -> None:
        answer = stranger.send("/signup", {"username": "cleo", "email": "cleo@example.org", "password": PASSWORD})
        assert answer.header("Location") == "/signup/mail"
        assert "sent you a link" in stranger.page("/signup/mail")
        login = {"login": "cleo", "password": PASSWORD}
        assert "is not confirmed yet" in stranger.send("/login", login).text
        path = f"/confirm/{mailed(site, Purpose.CONFIRM_ADDRESS, 'cleo')}"
        assert stranger.page(path) == stranger.page(path), "to look confirms nothing"
        assert stranger.send(path, {}).header("Location") == "/login"
        assert "is confirmed" in stranger.page("/login")
        assert stranger.send("/login", login).status == 303

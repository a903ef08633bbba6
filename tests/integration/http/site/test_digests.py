"""Wanting digests, and wanting none any more."""

from datetime import timedelta

from microblog.domain.model.account import User
from microblog.domain.model.digest import DigestRhythm
from microblog.domain.model.session import Purpose, Token
from microblog.domain.use_cases.accounts.read_account import ReadAccount
from microblog.ports.account_query import AccountQuery
from microblog.ports.clock import Clock
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory
from tests.integration.http.site.people import Person
from tests.integration.http.site.whole_site import WholeSite

SECRET = "s" * 43


def user(site: WholeSite) -> User:
    profile = site.parts[AccountQuery].profile(None, "ada")
    found: User = site.make(ReadAccount)(account_id=profile.account.id)[1]
    return found


def test_a_digest_is_chosen_and_stopped_by_the_link_in_the_mail(site: WholeSite, ada: Person, stranger: Person) -> None:
    form = {"language": "", "mail_on_mention": "y"}
    assert ada.send("/settings/account", {**form, "digest": "hourly"}).status == 422
    assert ada.send("/settings/account", {**form, "digest": "weekly"}).status == 303
    assert '<option value="weekly" selected>' in ada.page("/settings/account")
    assert user(site).digest is DigestRhythm.WEEKLY
    assert ada.send("/settings/account", {**form, "digest": ""}).status == 303
    assert user(site).digest is DigestRhythm.OFF
    assert ada.send("/settings/account", {**form, "digest": "weekly"}).status == 303
    now, digest = site.parts[Clock](), site.parts[SecretGenerator].hash(SECRET)
    account_id = user(site).account_id
    with site.parts[UnitOfWorkFactory]() as uow:
        uow.tokens.add(Token(digest, Purpose.UNSUBSCRIBE_DIGEST, account_id, now, now + timedelta(days=1)))
        uow.commit()
    assert "no mail any more about what you missed" in stranger.page(f"/unsubscribe/{SECRET}")
    assert user(site).digest is DigestRhythm.WEEKLY  # looking at the page changes nothing
    answer = stranger.client.post(f"/unsubscribe/{SECRET}", {"List-Unsubscribe": "One-Click"})
    assert answer.status == 200
    assert "no more mails about what you missed" in answer.text
    assert (user(site).digest, user(site).mail_on_mention) == (DigestRhythm.OFF, True)

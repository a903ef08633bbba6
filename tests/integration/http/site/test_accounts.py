import re
from collections.abc import Callable

import pytest

from microblog.domain.model.account import Role
from microblog.domain.use_cases.accounts.change_role import ChangeRole
from microblog.domain.use_cases.accounts.create_account import CreateAccount
from microblog.domain.use_cases.accounts.set_up_owner import OfferOwnership
from microblog.domain.use_cases.accounts.sign_up import Registration
from tests.integration.http.site.people import PASSWORD, Person
from tests.integration.http.site.whole_site import WholeSite, whole_site


@pytest.mark.usefixtures("ada")
def test_a_failed_sign_up_says_what_is_wrong_beside_each_field(stranger: Person) -> None:
    answer = stranger.send("/signup", {"username": "ADA", "email": "x@example.org", "password": PASSWORD})
    assert answer.status == 422
    assert "Somebody has this name already" in answer.text
    assert 'value="x@example.org"' in answer.text
    assert PASSWORD not in answer.text
    assert 'aria-describedby="username-hint username-error"' in answer.text
    assert '<a href="#username">' in answer.text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("username", "no spaces", "and no spaces"),
        ("email", "nobody", "should look like name@example.org"),
        ("password", "short", "at least 8 characters"),
        ("username", "", "still empty"),
    ],
)
def test_each_rule_has_its_sentence(stranger: Person, field: str, value: str, sentence: str) -> None:
    data = {"username": "cleo", "email": "cleo@example.org", "password": PASSWORD}
    answer = stranger.send("/signup", data | {field: value})
    assert answer.status == 422
    assert sentence in answer.text


def test_the_owner_comes_through_the_link_once(site: WholeSite, stranger: Person) -> None:
    path = f"/setup/{site.make(OfferOwnership)()}"
    data = {"username": "olga", "email": "olga@example.org", "password": PASSWORD}
    assert "owns the server" in stranger.page(path)
    assert stranger.send(path, data | {"password": "short"}).status == 422
    assert stranger.send(path, data).header("Location") == "/"
    assert "Moderation" in stranger.page("/")
    assert stranger.get(path).status == 404


def test_the_profile_is_edited_and_shown(ada: Person, stranger: Person) -> None:
    data = {"display_name": "Ada <Quill>", "bio": "Tea.\nhttps://example.org/ada", "label_0": "Site", "locked": "y"}
    answer = ada.send("/settings/profile", data | {"value_1": "https://no.label"})
    assert answer.status == 422
    assert "a link but no label" in answer.text
    assert 'id="label_1" name="label_1" value="" aria-describedby="label_1-error"' in answer.text
    data |= {"value_0": "https://ada.example"}
    assert ada.send("/settings/profile", data).status == 303
    page = stranger.page("/@ada")
    assert "Ada &lt;Quill&gt;" in page
    assert 'href="https://ada.example' in page
    assert "approves followers" in page
    assert 'value="Ada &lt;Quill&gt;"' in ada.page("/settings/profile")


def test_the_language_of_the_site_can_be_chosen(ada: Person) -> None:
    assert '<html lang="en">' in ada.page("/")
    assert ada.send("/settings/account", {"language": "de", "mail_on_mention": "y"}).status == 303
    page = ada.page("/settings/account")
    assert '<html lang="de">' in page
    assert '<option value="de" selected>Deutsch' in page
    assert ada.send("/settings/account", {"language": "tlh"}).status == 422


def test_posts_begin_with_what_was_said_once_for_all(ada: Person) -> None:
    chosen = {"language": "", "default_visibility": "followers", "default_language": "fr", "default_sensitive": "y"}
    assert ada.send("/settings/account", chosen).status == 303
    for path in ("/settings/account", "/", "/compose"):
        page = ada.page(path)
        assert '<option value="followers" selected>' in page, path
        assert '<option value="fr" selected>' in page, path
        assert re.search(r'name="(default_)?sensitive" value="y" checked', page), path
    assert ada.send("/settings/account", chosen | {"default_visibility": "mentioned"}).status == 422


def test_a_browser_gets_the_language_that_it_asks_for(stranger: Person) -> None:
    answer = stranger.client.get("/nowhere", {"Accept-Language": "de-AT, en;q=0.5"})
    assert answer.status == 404
    assert "Hier ist nichts" in answer.text


def test_an_account_is_deleted_only_with_its_password(ada: Person, stranger: Person) -> None:
    assert ada.send("/settings/delete", {"password": "not this one"}).status == 422
    assert ada.send("/settings/delete", {"password": PASSWORD}).status == 303
    assert "Farewell" in ada.page("/")
    assert stranger.get("/@ada").status == 410


def test_moderation_is_for_moderators(site: WholeSite, ada: Person) -> None:
    assert ada.get("/moderation/registrations").status == 403
    site.make(ChangeRole)(target="ada", role=Role.MODERATOR)
    assert "Nobody is waiting" in ada.page("/moderation/registrations")


class TestByApproval:
    @pytest.fixture
    def site(self) -> WholeSite:
        return whole_site(Registration.APPROVAL)

    def test_somebody_waits_and_is_let_in(
        self, site: WholeSite, stranger: Person, newcomer: Callable[[], Person]
    ) -> None:
        data = {"username": "cleo", "email": "cleo@example.org", "password": PASSWORD}
        assert stranger.send("/signup", data).status == 422
        answer = stranger.send("/signup", data | {"reason": "I draw <maps>."})
        assert answer.header("Location") == "/signup/waiting"
        login = stranger.send("/login", {"login": "cleo", "password": PASSWORD})
        assert "has not been answered yet" in login.text

        moderator = newcomer()
        site.make(CreateAccount)(username="mo", email="mo@example.org", password=PASSWORD, role=Role.MODERATOR)
        moderator.send("/login", {"login": "mo", "password": PASSWORD})
        assert "I draw &lt;maps&gt;." in moderator.page("/moderation/registrations")
        assert moderator.send("/moderation/registrations", {"answer": "perhaps"}).status == 400
        assert moderator.send("/moderation/registrations", {"answer": "approve"}).status == 303
        assert stranger.send("/login", {"login": "cleo", "password": PASSWORD}).status == 303


class TestByInvitation:
    @pytest.fixture
    def site(self) -> WholeSite:
        return whole_site(Registration.INVITE)

    def test_only_a_link_lets_in(self, site: WholeSite, stranger: Person, newcomer: Callable[[], Person]) -> None:
        assert "by invitation only" in stranger.page("/signup")
        moderator = newcomer()
        site.make(CreateAccount)(username="mo", email="mo@example.org", password=PASSWORD, role=Role.MODERATOR)
        moderator.send("/login", {"login": "mo", "password": PASSWORD})
        page = moderator.send("/moderation/invitations", {}).text
        link = page.partition('<a href="http://localhost/signup')[2].partition('"')[0]
        assert link
        data = {"username": "cleo", "email": "cleo@example.org", "password": PASSWORD}
        form = stranger.page(f"/signup{link}")
        assert "invitation" in form
        assert stranger.send("/signup", data, at=f"/signup{link}").header("Location") == "/"


class TestClosed:
    @pytest.fixture
    def site(self) -> WholeSite:
        return whole_site(Registration.CLOSED)

    def test_strangers_are_told(self, stranger: Person) -> None:
        assert "takes no new people" in stranger.page("/signup")
        assert 'class="button" href="/signup"' not in stranger.page("/")
        assert "New here?" not in stranger.page("/login")

    def test_no_invitation_is_made_that_would_let_nobody_in(self, site: WholeSite, stranger: Person) -> None:
        site.make(CreateAccount)(username="mo", email="mo@example.org", password=PASSWORD, role=Role.MODERATOR)
        stranger.send("/login", {"login": "mo", "password": PASSWORD})
        assert 'href="/moderation/invitations"' not in stranger.page("/moderation/registrations")
        page = stranger.page("/moderation/invitations")
        assert "not even with an invitation" in page
        token = re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]
        answer = stranger.post("/moderation/invitations", {"csrf_token": token})
        assert answer.status == 403
        assert "not even with an invitation" in answer.text


class TestByApprovalOfConfirmedAddresses:
    @pytest.fixture
    def site(self) -> WholeSite:
        return whole_site(Registration.APPROVAL, confirm_email=True)

    def test_nobody_is_promised_to_be_let_in(self, stranger: Person) -> None:
        for path in ("/signup/mail", "/confirm/x"):
            assert "then somebody here reads your application" in stranger.page(path)
        assert "New here?" in stranger.page("/login")

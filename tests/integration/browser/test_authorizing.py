"""Apps are let in by a browser as it is: with its rules for forms that lead elsewhere."""

import pytest
from playwright.sync_api import expect

from tests.integration.browser.conftest import Visit
from tests.integration.browser.remote_app import OUT_OF_BAND, RemoteApp, code_in, website
from tests.integration.browser.running_site import RunningSite
from tests.integration.browser.visitor import PASSWORD


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_app_through_the_log_in_and_back(site: RunningSite, visit: Visit, scripts: bool) -> None:
    name = f"authorizer_{site.web}_{scripts}".lower()
    visit(site).sign_up(name)
    visitor = visit(site, java_script_enabled=scripts)
    page = visitor.page
    with website() as app_url:
        app = RemoteApp.registered(site.url, f"{app_url}/callback")
        visitor.visit(app.question())
        page.locator("#login").fill(name)
        page.locator("#password").fill(PASSWORD)
        page.locator("main form button").click()
        expect(page.locator("h1")).to_have_text("Let Heron for Phones use your account?")
        page.get_by_role("button", name="Allow", exact=True).click()
        page.wait_for_url("**/landed?*")
        assert page.locator("#referer").inner_text() == ""
        assert "state=a+state" in page.url
        known = app.knows(app.redeem(code_in(page.url)))
        assert known is not None
        assert known["preferred_username"] == name
        visitor.visit(app.question())
        page.get_by_role("button", name="Do not allow").click()
        page.wait_for_url("**/landed?error=access_denied&*")
        assert visitor.complaints == []  # before the 400, of which the browser tells
        visitor.visit(app.question("everything"))
        expect(page.locator("h1")).to_have_text("This app asks in a wrong way")
        page.get_by_role("link", name="Back to").click()
        page.wait_for_url("**/landed?error=invalid_scope&*")


def test_a_code_is_carried_over_by_hand_and_what_it_allowed_is_taken_back(site: RunningSite, visit: Visit) -> None:
    visitor = visit(site).sign_up(f"carrier_{site.web}")
    page = visitor.page
    app = RemoteApp.registered(site.url, OUT_OF_BAND, client_name="Heron in a Terminal")
    visitor.visit(app.question())
    page.get_by_role("button", name="Allow", exact=True).click()
    expect(page.locator("h1")).to_have_text("The code for Heron in a Terminal")
    page.locator(".copy code").click()
    copied = page.evaluate("getSelection().toString().trim()")
    token = app.redeem(copied)
    assert app.knows(token)
    visitor.visit("/settings/account")
    page.get_by_role("link", name="Apps").click()
    page.get_by_role("button", name="Revoke").click()
    expect(page.locator(".flash")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Heron")
    assert app.knows(token) is None
    assert visitor.complaints == []


def test_an_app_with_a_scheme_of_its_own_is_called(site: RunningSite, visit: Visit) -> None:
    visitor = visit(site).sign_up(f"caller_{site.web}")
    page = visitor.page
    app = RemoteApp.registered(site.url, "heron://callback")
    visitor.visit(app.question())
    with page.expect_response(lambda response: response.request.method == "POST") as sent:
        page.get_by_role("button", name="Allow", exact=True).click()
    location = sent.value.headers["location"]
    assert location.startswith("heron://callback?code=")
    assert app.knows(app.redeem(code_in(location)))
    page.wait_for_timeout(500)  # for the browser to say that it would not go there, if it would not
    assert not [complaint for complaint in visitor.complaints if "form-action" in complaint]

from collections.abc import Callable

from tests.integration.http.site.people import Person


def test_following_brings_posts_home(ada: Person, bruno: Person) -> None:
    ada.write("From the canal")
    assert "From the canal" not in bruno.page("/")
    answer = bruno.press("/@ada/follow", at="/@ada")
    assert (answer.status, answer.header("Location")) == (303, "/@ada")
    assert "You follow this person now" in bruno.page("/@ada")
    assert "From the canal" in bruno.page("/")
    assert "@bruno" in ada.page("/@ada/followers")
    assert "@ada" in ada.page("/@bruno/following")
    assert "follows you" in ada.page("/notifications")
    assert bruno.press("/@ada/unfollow", at="/@ada").status == 303
    assert "From the canal" not in bruno.page("/")


def test_who_approves_followers_is_asked(ada: Person, bruno: Person, newcomer: Callable[[], Person]) -> None:
    ada.send("/settings/profile", {"locked": "y"})
    for person, answer in ((bruno, "approve"), (newcomer().sign_up("cleo"), "reject")):
        assert "Ask to follow" in person.page("/@ada")
        person.press("/@ada/follow", at="/@ada")
        assert "Withdraw request" in person.page("/@ada")
        assert f"@{person.username}" in ada.page("/follow-requests")
        assert ada.send("/follow-requests", {"answer": answer}).status == 303
    assert "Nobody is waiting" in ada.page("/follow-requests")
    followers = ada.page("/@ada/followers")
    assert "@bruno" in followers
    assert "@cleo" not in followers


def test_blocking_hides_both_from_each_other(ada: Person, bruno: Person) -> None:
    post_id = ada.write("Not for everyone")
    assert ada.press("/@bruno/block", at="/@bruno").status == 303
    assert bruno.get(f"/@ada/{post_id}").status == 404
    assert "Not for everyone" not in bruno.page("/public")
    assert "@bruno" in ada.page("/settings/blocks")
    assert ada.press("/@bruno/unblock", at="/settings/blocks").status == 303
    assert "Not for everyone" in bruno.page("/public")


def test_muting_keeps_somebody_away_and_they_do_not_notice(ada: Person, bruno: Person) -> None:
    bruno.press("/@ada/follow", at="/@ada")
    post_id = ada.write("Herons, again")
    assert "You mute nobody" in bruno.page("/settings/mutes")
    answer = bruno.press("/@ada/mute", at="/@ada")
    assert (answer.status, answer.header("Location")) == (303, "/@ada")
    profile = bruno.page("/@ada")
    assert "This person is muted now" in profile
    assert "Herons, again" in profile
    assert 'action="/@ada/mute"' not in profile
    ada.write("@bruno look!")
    for path in ("/", "/public", "/notifications"):
        assert "@ada" not in bruno.page(path)
    assert bruno.get(f"/@ada/{post_id}").status == 200
    assert "Mute" not in ada.page("/notifications")
    assert "@ada" in bruno.page("/settings/mutes")
    assert bruno.press("/@ada/unmute", at="/settings/mutes").status == 303
    assert "Herons, again" in bruno.page("/")


def test_nobody_can_follow_themselves(ada: Person) -> None:
    token = ada.page("/").partition('name="csrf_token" value="')[2].partition('"')[0]
    answer = ada.post("/@ada/follow", {"csrf_token": token})
    assert answer.status == 403
    assert "your own account" in answer.text


def test_notices_are_new_once(ada: Person, bruno: Person) -> None:
    bruno.write("Hello @ada")
    assert '<span class="count">1' in ada.page("/")
    page = ada.page("/notifications")
    assert "notice-new" in page
    assert 'class="count"' not in page
    assert "notice-new" not in ada.page("/notifications")

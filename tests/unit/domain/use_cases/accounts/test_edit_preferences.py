from datetime import timedelta

import pytest

from microblog.domain.model.digest import DigestRhythm
from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.model.post import Visibility
from microblog.domain.model.session import Purpose
from microblog.domain.use_cases.accounts.edit_preferences import (
    CheckUnsubscribeLink,
    EditPostingDefaults,
    EditPreferences,
    Unsubscribe,
)
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_preferences_are_kept(world: ActionWorld) -> None:
    anna = world.account("anna")
    world.do(EditPreferences)(account_id=anna.id, language="en", mail_on_mention=False, digest=DigestRhythm.WEEKLY)
    assert (world.user(anna).language, world.user(anna).mail_on_mention) == ("en", False)
    assert world.user(anna).digest is DigestRhythm.WEEKLY
    world.do(EditPreferences)(account_id=anna.id, language=None, mail_on_mention=True, digest=DigestRhythm.OFF)
    assert (world.user(anna).language, world.user(anna).mail_on_mention) == (None, True)
    assert world.user(anna).digest is DigestRhythm.OFF


def test_nobody_has_preferences(world: ActionWorld) -> None:
    with pytest.raises(NotFound):
        world.do(EditPreferences)(account_id=1, language=None, mail_on_mention=True, digest=DigestRhythm.OFF)


def test_a_language_must_look_like_one(world: ActionWorld) -> None:
    anna = world.account("anna")
    with pytest.raises(ValidationError, match="language"):
        world.do(EditPreferences)(account_id=anna.id, language="\0", mail_on_mention=True, digest=DigestRhythm.OFF)


def test_the_link_from_a_mail_may_be_followed_again_and_again(world: ActionWorld) -> None:
    anna = world.account("anna")
    secret = world.link(Purpose.UNSUBSCRIBE, anna)
    for _ in range(2):
        world.do(CheckUnsubscribeLink)(secret=secret)
        world.do(Unsubscribe)(secret=secret)
        assert not world.user(anna).mail_on_mention


def test_a_link_stops_the_mails_that_it_came_with(world: ActionWorld) -> None:
    anna = world.account("anna")
    world.do(EditPreferences)(account_id=anna.id, language=None, mail_on_mention=True, digest=DigestRhythm.DAILY)
    secret = world.link(Purpose.UNSUBSCRIBE_DIGEST, anna)
    for _ in range(2):
        assert world.do(CheckUnsubscribeLink)(secret=secret) is Purpose.UNSUBSCRIBE_DIGEST
        assert world.do(Unsubscribe)(secret=secret) is Purpose.UNSUBSCRIBE_DIGEST
        assert (world.user(anna).mail_on_mention, world.user(anna).digest) == (True, DigestRhythm.OFF)


def test_a_dead_link(world: ActionWorld) -> None:
    anna = world.account("anna")
    secrets = [
        "forged",
        world.link(Purpose.RESET_PASSWORD, anna, secret="for something else"),
        world.link(Purpose.UNSUBSCRIBE, anna, secret="old"),
    ]
    world.clock.move(timedelta(days=1))
    for secret in secrets:
        with pytest.raises(NotFound):
            world.do(CheckUnsubscribeLink)(secret=secret)
        with pytest.raises(NotFound):
            world.do(Unsubscribe)(secret=secret)
    assert world.user(anna).mail_on_mention


def test_a_link_of_nobody(world: ActionWorld) -> None:
    with pytest.raises(NotFound):
        world.do(Unsubscribe)(secret=world.link(Purpose.UNSUBSCRIBE))


def test_posts_begin_with_what_was_said_once_for_all(world: ActionWorld) -> None:
    anna = world.account("anna")
    edit = world.do(EditPostingDefaults)

    def defaults() -> tuple[Visibility, str | None, bool]:
        user = world.rows.users[anna.id]
        return user.default_visibility, user.default_language, user.default_sensitive

    assert defaults() == (Visibility.PUBLIC, None, False)
    edit(account_id=anna.id, visibility=Visibility.FOLLOWERS)
    edit(account_id=anna.id, language="de")
    assert defaults() == (Visibility.FOLLOWERS, "de", False)
    edit(account_id=anna.id, sensitive=True)
    edit(account_id=anna.id, language="")
    assert defaults() == (Visibility.FOLLOWERS, None, True)
    for wrong in ({"language": "klingon!"}, {"visibility": Visibility.MENTIONED}):
        with pytest.raises(ValidationError):
            edit(account_id=anna.id, **wrong)
    assert defaults() == (Visibility.FOLLOWERS, None, True)
    with pytest.raises(NotFound):
        edit(account_id=404, language="de")

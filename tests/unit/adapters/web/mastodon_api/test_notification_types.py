import pytest

from microblog.adapters.web.mastodon_api.notification_types import group_of, key_of
from microblog.domain.model.errors import NotFound
from microblog.domain.model.notification import NotificationGroup, NotificationKind


@pytest.mark.parametrize(
    ("group", "key"),
    [
        (NotificationGroup(NotificationKind.LIKE, 5, 7), "favourite-5-7"),
        (NotificationGroup(NotificationKind.BOOST, 5, 7), "reblog-5-7"),
        (NotificationGroup(NotificationKind.FOLLOW, None, 7), "follow-7"),
    ],
)
def test_a_key_names_a_group(group: NotificationGroup, key: str) -> None:
    assert key_of(group, 9) == key
    assert group_of(key) == group


def test_what_is_in_no_group_has_a_key_as_well() -> None:
    mention = NotificationGroup(NotificationKind.MENTION, 5, 9)
    assert key_of(None, 9) == key_of(mention, 9) == "ungrouped-9"
    assert group_of("ungrouped-9") == 9


@pytest.mark.parametrize(
    "key",
    ["", "nothing", "mention-5-7", "favourite", "favourite-", "-7", "follow-x", "follow-\u0667", f"follow-{2**63}"],
)
def test_other_keys_name_nothing(key: str) -> None:
    with pytest.raises(NotFound):
        group_of(key)

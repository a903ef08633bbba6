import pytest
from attrs import evolve

from microblog.domain.model.notification_policy import NotificationPolicy, Reception, Sender

NOBODY_SPECIAL = Sender(is_follower=True, is_new=False, is_limited=False, writes_unasked=False)
ALL = {
    "for_not_following": {},
    "for_not_followers": {"is_follower": False},
    "for_new_accounts": {"is_new": True},
    "for_private_mentions": {"writes_unasked": True},
    "for_limited_accounts": {"is_limited": True},
}


def test_who_says_nothing_is_told_of_all_but_the_limited() -> None:
    policy = NotificationPolicy(1)
    anybody = Sender(is_follower=False, is_new=True, is_limited=False, writes_unasked=True)
    assert policy.reception_of(anybody) is Reception.ACCEPT
    assert policy.reception_of(evolve(anybody, is_limited=True)) is Reception.FILTER


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("reception", Reception)
def test_each_rule_is_about_those_whom_it_names(name: str, reception: Reception) -> None:
    policy = NotificationPolicy(1, for_limited_accounts=Reception.ACCEPT).changed({name: reception})
    for other, what in ALL.items():
        concerned = other == name or name == "for_not_following"
        expected = reception if concerned else Reception.ACCEPT
        assert policy.reception_of(evolve(NOBODY_SPECIAL, **what)) is expected


def test_the_strictest_counts() -> None:
    policy = NotificationPolicy(1, for_new_accounts=Reception.DROP, for_not_followers=Reception.FILTER)
    stranger = evolve(NOBODY_SPECIAL, is_follower=False)
    assert policy.reception_of(stranger) is Reception.FILTER
    assert policy.reception_of(evolve(stranger, is_new=True)) is Reception.DROP

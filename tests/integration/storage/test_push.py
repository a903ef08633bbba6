"""What apps want to be told at once, and the key by which push services know this server."""

from attrs import evolve

from microblog.domain.model.push import PushKey, PushPolicy
from tests.integration.storage.storage import NOW, Storage


def test_a_subscription_is_kept_as_it_is_replaced_and_removed(storage: Storage) -> None:
    account, app = storage.account(), storage.app()
    grant, other = storage.grant(app, account), storage.grant(app, account)
    first = storage.some_push_subscription(grant)
    theirs = storage.some_push_subscription(other, standard=False, kinds=(), policy=PushPolicy.NONE)
    second = storage.some_push_subscription(grant, endpoint="https://push.example/2")
    with storage.begin() as unit:
        for each in (first, theirs):
            unit.push_subscriptions.save(each)
            assert unit.push_subscriptions.get(each.id) == each
        unit.commit()
    with storage.begin() as unit:
        assert unit.push_subscriptions.of_grant(grant.id) == first
        assert unit.push_subscriptions.of_account(account.id) == [first, theirs]
        unit.push_subscriptions.save(second)
        assert unit.push_subscriptions.get(first.id) is None
        assert unit.push_subscriptions.of_account(account.id) == [theirs, second]
        unit.push_subscriptions.save(evolve(second, policy=PushPolicy.ALL))
        unit.commit()
    with storage.begin() as unit:
        assert unit.push_subscriptions.of_grant(grant.id) == evolve(second, policy=PushPolicy.ALL)
        assert unit.push_subscriptions.remove(second.id)
        assert not unit.push_subscriptions.remove(second.id)
        assert unit.push_subscriptions.of_grant(grant.id) is None
        assert unit.push_subscriptions.of_account(account.id) == [theirs]
        assert unit.push_subscriptions.of_account(99) == []


def test_it_goes_with_its_grant(storage: Storage) -> None:
    anna, ben, app, other = storage.account(), storage.account(), storage.app(), storage.app()
    grants = [storage.grant(app, anna), storage.grant(app, anna), storage.grant(other, anna), storage.grant(app, ben)]
    idle = storage.grant(other, ben)
    for grant in grants:
        storage.app_token(grant)
    with storage.begin() as unit:
        for grant in (*grants, idle):
            unit.push_subscriptions.save(storage.some_push_subscription(grant))
        assert unit.grants.remove(grants[0].id)
        assert [one.grant_id for one in unit.push_subscriptions.of_account(anna.id)] == [grants[1].id, grants[2].id]
        assert unit.grants.remove_of_app(anna.id, app.id) == 1
        assert [one.grant_id for one in unit.push_subscriptions.of_account(anna.id)] == [grants[2].id]
        assert unit.grants.remove_idle(NOW) == 1
        assert unit.grants.remove_all(anna.id) == 1
        assert unit.push_subscriptions.of_account(anna.id) == []
        assert [one.grant_id for one in unit.push_subscriptions.of_account(ben.id)] == [grants[3].id]
        unit.commit()


def test_the_key_that_was_first_stays(storage: Storage) -> None:
    first, second = PushKey("k" * 87, "p" * 43, NOW), PushKey("l" * 87, "q" * 43, NOW)
    with storage.begin() as unit:
        assert unit.push_keys.get() is None
        unit.push_keys.add(first)
        assert unit.push_keys.get() == first
        unit.commit()
    with storage.begin() as unit:
        unit.push_keys.add(second)
        unit.commit()
    with storage.begin() as unit:
        assert unit.push_keys.get() == first

"""What people do not want to read."""

from datetime import timedelta

from attrs import evolve

from microblog.domain.model.filter import Filter, FilterAction, FilterContext, FilteredPost, FilterKeyword
from tests.integration.storage.storage import NOW, Storage


def test_a_filter_is_kept_as_it_is_replaced_and_removed(storage: Storage) -> None:
    anna, ben = storage.account(), storage.account()
    whole = Filter(
        id=storage.new_id(),
        account_id=anna.id,
        title="Zoë 🦜",
        contexts=tuple(FilterContext),
        action=FilterAction.BLUR,
        keywords=(FilterKeyword(2**62, 'a "b" \\ %s', True), FilterKeyword(2, "é", False)),
        posts=(FilteredPost(3, 2**62 + 1),),
        created_at=NOW,
        expires_at=NOW + timedelta(days=1),
    )
    bare = evolve(whole, id=storage.new_id(), contexts=(), keywords=(), posts=(), expires_at=None)
    others = evolve(whole, id=storage.new_id(), account_id=ben.id)
    changed = evolve(whole, title="x", action=FilterAction.HIDE, posts=())
    with storage.begin() as unit:
        for one in (bare, whole, others):
            unit.filters.save(one)
        assert list(unit.filters.of_account(anna.id)) == [whole, bare]
        unit.commit()
    assert list(storage.filters.of_account(anna.id)) == [whole, bare]
    with storage.begin() as unit:
        unit.filters.save(changed)
        assert unit.filters.remove(bare.id)
        assert not unit.filters.remove(bare.id)
        unit.commit()
    assert list(storage.filters.of_account(anna.id)) == [changed]
    with storage.begin() as unit:
        unit.filters.remove_all(anna.id)
        unit.commit()
    assert list(storage.filters.of_account(anna.id)) == []
    assert list(storage.filters.of_account(ben.id)) == [others]

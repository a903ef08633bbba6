"""Lists of people, for writing and for reading."""

from attrs import evolve

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.list import List, ListMember, RepliesPolicy
from microblog.domain.model.page import Cursor
from tests.integration.storage.storage import NOW, Storage


def members(storage: Storage, of: List, cursor: Cursor | None = None) -> list[int]:
    return [view.id for view in storage.lists.members(of.account_id, of.id, cursor or Cursor()).items]


def of_list(storage: Storage, of: List) -> list[int]:
    return [view.entry_id for view in storage.timelines.of_list(of.account_id, of, Cursor()).items]


def home(storage: Storage, owner: Account) -> list[int]:
    return [view.entry_id for view in storage.timelines.home(owner.id, Cursor()).items]


def test_a_list_is_kept_changed_and_removed(storage: Storage) -> None:
    owner, other = storage.account(), storage.account()
    first = storage.list(owner, other)
    second = List(storage.new_id(), owner.id, "b", RepliesPolicy.MEMBERS, True, NOW)
    with storage.begin() as unit:
        unit.lists.add(second)
        assert unit.lists.get(second.id) == second
        assert unit.lists.get(4711) is None
        assert (unit.lists.count(owner.id), unit.lists.count(other.id)) == (2, 0)
        unit.commit()
    assert list(storage.lists.of_account(owner.id)) == [first, second]
    assert list(storage.lists.of_account(other.id)) == []
    assert storage.lists.get(owner.id, second.id) == second
    assert storage.lists.get(other.id, second.id) is None
    changed = evolve(first, title="c", replies_policy=RepliesPolicy.NONE, exclusive=True)
    with storage.begin() as unit:
        unit.lists.save(changed)
        unit.lists.remove(second.id)
        unit.commit()
    assert list(storage.lists.of_account(owner.id)) == [changed]
    assert members(storage, changed) == [other.id]


def test_people_are_on_a_list_once(storage: Storage) -> None:
    owner, one, other = storage.account(), storage.account(), storage.account()
    first, second = storage.list(owner, one), storage.list(owner, one)
    with storage.begin() as unit:
        assert not unit.lists.add_member(ListMember(first.id, owner.id, one.id))
        assert unit.lists.add_member(ListMember(first.id, owner.id, other.id))
        assert (unit.lists.count_members(first.id), unit.lists.count_members(second.id)) == (2, 1)
        unit.commit()
    assert members(storage, first) == [other.id, one.id]
    assert members(storage, first, Cursor(limit=1)) == [other.id]
    assert members(storage, first, Cursor(max_id=other.id)) == [one.id]
    assert list(storage.lists.containing(owner.id, one.id)) == [first, second]
    assert list(storage.lists.containing(owner.id, other.id)) == [first]
    assert list(storage.lists.containing(one.id, other.id)) == []
    with storage.begin() as unit:
        assert unit.lists.remove_member(first.id, other.id)
        assert not unit.lists.remove_member(first.id, other.id)
        unit.lists.remove_from_all(owner.id, one.id)
        unit.commit()
    assert members(storage, first) == members(storage, second) == []


def test_what_goes_with_an_account_and_what_with_its_follow(storage: Storage) -> None:
    owner, one, another = storage.account(), storage.account(), storage.account()
    kept, own = storage.list(owner, one, another), storage.list(one, another)
    other = storage.list(another, one)
    with storage.begin() as unit:
        unit.lists.remove_from_all(another.id, one.id)
        unit.commit()
    assert (members(storage, other), members(storage, kept)) == ([], [another.id, one.id])
    with storage.begin() as unit:
        unit.lists.remove_all(one.id)
        assert unit.lists.count_members(own.id) == 0
        unit.commit()
    assert members(storage, kept) == [another.id]
    assert list(storage.lists.of_account(one.id)) == []


def test_only_those_are_listed_whom_the_viewer_may_see(storage: Storage) -> None:
    owner, blocking, shown = storage.account(), storage.account(), storage.account()
    suspended = storage.account(state=AccountState.SUSPENDED)
    of = storage.list(owner, blocking, shown, suspended)
    storage.block(blocking, owner)
    assert members(storage, of) == [shown.id]


def test_a_list_shows_what_its_members_put_on_the_home_timeline(storage: Storage) -> None:
    owner, member, other = storage.account(), storage.account(), storage.account()
    of = storage.list(owner, member)
    by_member, by_other = storage.post(member), storage.post(other)
    boost, boosted_by_other = storage.boost(member, by_other), storage.boost(other, by_member)
    elsewhere = storage.post(member)
    hidden = storage.post(member, visibility=storage.some_post(member).visibility.MENTIONED)
    storage.put_home(owner, by_member, by_other, boost, boosted_by_other, hidden)
    storage.put_home(other, elsewhere)
    assert of_list(storage, of) == [boost.id, by_member.id]
    page = storage.timelines.of_list(owner.id, of, Cursor(limit=1))
    assert [view.entry_id for view in page.items] == [boost.id]
    page = storage.timelines.of_list(owner.id, of, Cursor(max_id=page.next_max_id))
    assert [view.entry_id for view in page.items] == [by_member.id]
    assert of_list(storage, storage.list(owner)) == []


def test_which_replies_a_list_shows(storage: Storage) -> None:
    owner, member, second, other = (storage.account() for _ in range(4))
    post = storage.post(member)
    to_self = storage.post(member, answers=post)
    to_member = storage.post(member, answers=storage.post(second))
    to_other = storage.post(member, answers=storage.post(other))
    storage.put_home(owner, post, to_self, to_member, to_other)
    shown = {
        RepliesPolicy.FOLLOWED: [to_other.id, to_member.id, to_self.id, post.id],
        RepliesPolicy.MEMBERS: [to_member.id, to_self.id, post.id],
        RepliesPolicy.NONE: [to_self.id, post.id],
    }
    found = {policy: of_list(storage, storage.list(owner, member, second, policy=policy)) for policy in RepliesPolicy}
    assert found == shown


def test_members_of_an_exclusive_list_are_not_on_the_home_timeline(storage: Storage) -> None:
    owner, member, other, reader = (storage.account() for _ in range(4))
    posts = [storage.post(member), storage.post(other), storage.boost(member, storage.post(other))]
    for one in (owner, reader):
        storage.put_home(one, *posts)
    storage.list(owner, member, other)
    storage.list(reader, other, exclusive=True)
    of = storage.list(owner, member, exclusive=True)
    assert home(storage, owner) == [posts[1].id]
    assert home(storage, reader) == [posts[2].id, posts[0].id]
    assert of_list(storage, of) == [posts[2].id, posts[0].id]
    with storage.begin() as unit:
        unit.lists.save(evolve(of, exclusive=False))
        unit.commit()
    assert home(storage, owner) == [post.id for post in reversed(posts)]

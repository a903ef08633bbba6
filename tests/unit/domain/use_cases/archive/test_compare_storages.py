from attrs import evolve

from microblog.adapters.storage.memory.archive import MemoryArchive
from microblog.adapters.storage.memory.schema import MemorySchema
from microblog.adapters.storage.memory.tables import MemoryStorage
from microblog.domain.use_cases.archive.compare_storages import CompareStorages
from tests.copies import Counted, copy
from tests.unit.domain.use_cases.action_world import ActionWorld


def two_equal(world: ActionWorld) -> tuple[MemoryArchive, MemoryArchive]:
    """Two posts of one account, twice."""
    anna = world.account("anna")
    world.post(anna)
    world.post(anna)
    first, second = MemoryArchive(world.storage), MemoryArchive(MemoryStorage())
    copy(first, second, MemorySchema())
    return first, second


def test_equal_storages_are_equal_in_all_kinds(world: ActionWorld) -> None:
    first, second = two_equal(world)
    progress = Counted()
    compared = CompareStorages(first)(other=second, progress=progress)
    assert all(each.is_equal for each in compared)
    assert {each.kind.name: each.first.count for each in compared if each.first.count} == {
        "accounts": 1,
        "users": 1,
        "posts": 2,
    }
    assert progress.total == progress.done == 8


def test_a_changed_letter_and_a_lost_record_are_found(world: ActionWorld) -> None:
    first, second = two_equal(world)
    rows = second.storage.committed
    changed = next(iter(rows.posts.values()))
    rows.posts[changed.id] = evolve(changed, text=changed.text + " ")
    rows.users.clear()
    compared = CompareStorages(first)(other=second, progress=Counted())
    assert {each.kind.name for each in compared if not each.is_equal} == {"users", "posts"}

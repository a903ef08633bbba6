from microblog.domain.use_cases.push.read_push_key import ReadPushKey
from tests.unit.domain.use_cases.fakes import CountingKeyPairs
from tests.unit.domain.use_cases.reaction_world import World


def test_the_key_is_made_once_for_all_processes() -> None:
    world, pairs = World(), CountingKeyPairs()
    first, second = (ReadPushKey(world.unit_of_work, world.clock, pairs) for _ in range(2))
    key = first()
    assert (key.public_key, key.private_key, key.created_at) == ("public-1", "private-1", world.clock())
    assert second() == key
    assert pairs.made == 1


def test_each_process_reads_it_once() -> None:
    world = World()
    read = ReadPushKey(world.unit_of_work, world.clock, CountingKeyPairs())
    key = read()
    world.rows.push_keys.clear()
    assert read() == key


def test_of_two_that_make_it_at_once_one_is_kept() -> None:
    world = World()
    quicker = ReadPushKey(world.unit_of_work, world.clock, CountingKeyPairs())

    class Interrupted(CountingKeyPairs):
        def __call__(self) -> tuple[str, str]:
            quicker()
            return "later", "later"

    assert ReadPushKey(world.unit_of_work, world.clock, Interrupted())() == quicker()

"""The table of reactions."""

from microblog.domain.model.events import EVENTS, PostBoosted
from microblog.domain.use_cases.reactions import REACTIONS, reactions_of
from tests.unit.domain.use_cases.reaction_world import World


def test_every_event_has_a_line() -> None:
    assert set(REACTIONS) == set(EVENTS.values())


def test_names_are_unique_and_all_are_built(world: World) -> None:
    kinds = {kind for kinds in REACTIONS.values() for kind in kinds}
    assert len({kind.name for kind in kinds}) == len(kinds)
    assert {name: type(reaction) for name, reaction in world.reactions.items()} == {kind.name: kind for kind in kinds}


def test_reactions_are_known_by_name() -> None:
    assert reactions_of(PostBoosted(1)) == ("notify_boosted", "fan_out_post")

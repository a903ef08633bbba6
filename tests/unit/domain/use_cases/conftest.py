import pytest

from tests.unit.domain.use_cases.action_world import ActionWorld


@pytest.fixture
def world() -> ActionWorld:
    """People who act, and what comes of it."""
    return ActionWorld()

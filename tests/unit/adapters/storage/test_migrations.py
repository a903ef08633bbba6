"""That two who add a migration at the same time notice it before a database does."""

import re
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from microblog.adapters.storage.mongo import migrations as mongo
from microblog.adapters.storage.mongo import schema as mongo_schema
from microblog.adapters.storage.sql import schema as sql_schema
from microblog.adapters.storage.sql.migrations import versions as sql


def _numbers(package: str | None) -> list[int]:
    assert package is not None
    names = [path.name for path in Path(package).parent.glob("rev_*.py")]
    return sorted(int(re.findall(r"rev_(\d+)_", name)[0]) for name in names)


@pytest.mark.parametrize("package", [sql.__file__, mongo.__file__], ids=["sql", "mongo"])
def test_no_number_is_given_twice_or_left_out(package: str | None) -> None:
    numbers = _numbers(package)
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_migration_is_taken_and_in_its_turn() -> None:
    assert sql.__file__ is not None
    scripts = ScriptDirectory(str(Path(sql.__file__).parent.parent))
    assert sql_schema.revisions() == [script.revision for script in scripts.walk_revisions()][::-1]
    assert sql_schema.head() == scripts.get_current_head()
    assert list(mongo_schema._STEPS) == _numbers(mongo.__file__)

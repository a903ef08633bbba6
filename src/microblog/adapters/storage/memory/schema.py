"""The form in which the data is kept: memory begins anew at every start, so it always fits."""

from microblog.ports.schema import Schema


class MemorySchema(Schema):
    """Nothing to look after."""

    def check(self) -> None:
        """It always fits."""

    def upgrade(self) -> None:
        """There is nothing to upgrade."""

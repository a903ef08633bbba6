"""Who may use a route."""

from enum import Enum

from microblog.domain.model.account import Role


class Access(Enum):
    """What a route asks of whoever uses it."""

    ANYONE = None
    SIGNED_IN = Role.USER
    MODERATOR = Role.MODERATOR
    ADMIN = Role.ADMIN
    OWNER = Role.OWNER

    def admits(self, role: Role) -> bool:
        """Whether somebody who is signed in with this role may pass."""
        return self.value is None or role.includes(self.value)

"""Who may use a route."""

from enum import Enum

from microblog.domain.model.account import Role


class Access(Enum):
    """What a route asks of whoever uses it."""

    ANYONE = None
    APP = "app"
    """Whoever has an access token, also an app that acts for nobody."""
    SIGNED_IN = Role.USER
    MODERATOR = Role.MODERATOR
    ADMIN = Role.ADMIN
    OWNER = Role.OWNER

    def admits(self, role: Role) -> bool:
        """Whether somebody who is signed in with this role may pass."""
        return not isinstance(self.value, Role) or role.includes(self.value)

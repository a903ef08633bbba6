"""From roles to their entities."""

from microblog.adapters.web.mastodon_api.entities.account import Role
from microblog.domain.model import account as model

_MANAGE_REPORTS, _MANAGE_USERS, _MANAGE_INVITES = 0x10, 0x400, 0x800
"""Bits of https://docs.joinmastodon.org/entities/Role/#permission-flags."""
_PERMISSIONS = {model.Role.USER: 0}
ROLE_IDS = {role: str(number) for number, role in enumerate(model.Role)}


def made_role(role: model.Role) -> Role:
    """A role as apps know it: whoever looks after people may let them in, invite them and answer reports."""
    permissions = _PERMISSIONS.get(role, _MANAGE_REPORTS | _MANAGE_USERS | _MANAGE_INVITES)
    return Role(ROLE_IDS[role], role.value.capitalize(), str(permissions), "", role is not model.Role.USER)

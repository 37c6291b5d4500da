"""The nouns of signing in."""

from accounts.models.invitation import Invitation
from accounts.models.role import Role
from accounts.models.team import Team
from accounts.models.user import User

__all__ = ["Invitation", "Role", "Team", "User"]

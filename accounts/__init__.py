"""Who signs in: users, roles, teams, invitations."""

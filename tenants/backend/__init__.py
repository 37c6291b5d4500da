"""PostgreSQL with a wall between workspaces; Django asks for `tenants.backend.base`."""

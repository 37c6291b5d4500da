"""Whose desk this is: workspaces, their addresses, their wall."""

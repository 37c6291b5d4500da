"""The doors of this room: one module a noun."""

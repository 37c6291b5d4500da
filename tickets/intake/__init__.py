"""Tickets from files: what columns can be, what rows would do, and doing it (C-37)."""

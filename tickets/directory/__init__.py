"""Contacts, organisations and objects as lists: what each can be asked by, sorted by, and shows.

They lie here, not with the customers, since one asks for those whose tickets are open.
"""

from lists.choices import ListKind
from tickets.directory.assets import ASSETS
from tickets.directory.columns import Directory
from tickets.directory.contacts import CONTACTS
from tickets.directory.organisations import ORGANISATIONS

DIRECTORIES: dict[str, Directory] = {each.list: each for each in (CONTACTS, ORGANISATIONS, ASSETS)}

__all__ = ["DIRECTORIES", "Directory", "ListKind"]

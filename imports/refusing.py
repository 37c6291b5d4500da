"""Why a file or a cell cannot be taken, in words."""


class Unreadable(Exception):
    """The file cannot be read; says why, in the reader's language."""


class Wrong(Exception):
    """A cell does not hold what its field needs; says what is wrong, in the reader's language."""

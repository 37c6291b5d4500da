"""Names in the order in which a German reader looks for them."""

from typing import Any

from django.db.models import Func, TextField

PLAIN = {
    **dict.fromkeys("äàáâãåæ", "a"),
    **dict.fromkeys("öòóôõø", "o"),
    **dict.fromkeys("üùúû", "u"),
    **dict.fromkeys("éèêë", "e"),
    **dict.fromkeys("íìîï", "i"),
    **dict.fromkeys("ýÿ", "y"),
    "ß": "s",
    "ç": "c",
    "ñ": "n",
    "š": "s",
    "ž": "z",
    "č": "c",
    "ł": "l",
}


class InOrder(Func):
    """Without regard to capitals and marks (DIN 5007): Ärger stands beside Arbeit. Immutable, so that it can be indexed."""

    output_field = TextField()
    template = f"translate(lower(%(expressions)s), '{''.join(PLAIN)}', '{''.join(PLAIN.values())}')"

    def __init__(self, expression: Any) -> None:
        super().__init__(expression)

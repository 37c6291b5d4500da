"""What tests have made."""

from django.core.files.base import ContentFile

from exports.making import Impossible, Product, Progress
from exports.models import Export
from exports.removing import forget


def words(export: Export, progress: Progress) -> Product:
    """Its owner's words, one step a word."""
    said = export.ask["words"].split()
    for done, _word in enumerate(said, start=1):
        progress(done, len(said))
    return Product(ContentFile(" ".join(said).encode()), "words.txt", "text/plain")


def nothing(export: Export, progress: Progress) -> Product:
    raise Impossible("There is nothing to see.")


def broken(export: Export, progress: Progress) -> Product:
    raise ZeroDivisionError


def forgotten(export: Export, progress: Progress) -> Product:
    """Somebody redacts a message meanwhile."""
    forget(export.topic)
    return Product(ContentFile(b"secret"), "words.txt", "text/plain")

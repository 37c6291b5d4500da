"""A word that somebody wrote on a ticket."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from tickets.searching.functions import Stem


class Word(models.Model):
    """`word` is folded as `desk_plain` does it; `tickets` is how many have it, counted in a sample now and then.

    The database adds words with the digests they are in; the same word twice does no harm, and is put right by counting.
    """

    word = models.TextField()
    written = models.TextField()
    tickets = models.IntegerField(default=0)

    class Meta:
        verbose_name = "word"
        verbose_name_plural = "words"
        indexes = [
            models.Index(fields=["word"], name="word_word"),
            models.Index(Stem("word"), name="word_stem"),
            GinIndex(fields=["word"], name="word_parts", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.written

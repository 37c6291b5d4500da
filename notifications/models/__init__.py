"""The nouns of telling."""

from notifications.models.letter import Letter
from notifications.models.ring import Ring

__all__ = ["Letter", "Ring"]

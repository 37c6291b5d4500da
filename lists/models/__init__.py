"""The nouns of this room."""

from lists.models.habit import Habit
from lists.models.pin import Pin
from lists.models.view import View

__all__ = ["Habit", "Pin", "View"]

"""The nouns of importing."""

from imports.models.import_ import Import
from imports.models.known import Known
from imports.models.line import Line
from imports.models.mapping import Mapping

__all__ = ["Import", "Known", "Line", "Mapping"]

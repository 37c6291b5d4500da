"""The noun of this room."""

from exports.models.export import Export

__all__ = ["Export"]

"""The nouns of those we serve."""

from customers.models.asset import Asset
from customers.models.contact import Contact
from customers.models.organisation import Organisation

__all__ = ["Asset", "Contact", "Organisation"]

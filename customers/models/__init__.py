"""The nouns of those we serve."""

from customers.models.apart import ContactsApart, OrganisationsApart
from customers.models.article import Article
from customers.models.asset import Asset
from customers.models.contact import Contact
from customers.models.contract import Contract
from customers.models.merger import ContactMerger, OrganisationMerger
from customers.models.organisation import Organisation
from customers.models.product import Product
from customers.models.project import Project
from customers.models.stretch import ContactStretch, OrganisationStretch

__all__ = [
    "Article",
    "Asset",
    "Contact",
    "ContactMerger",
    "ContactStretch",
    "ContactsApart",
    "Contract",
    "Organisation",
    "OrganisationMerger",
    "OrganisationStretch",
    "OrganisationsApart",
    "Product",
    "Project",
]

"""The nouns of the house: workspaces, their addresses, who operates them, what is due."""

from tenants.models.appointment import Appointment
from tenants.models.domain import Domain
from tenants.models.operator import Operator
from tenants.models.template import Template
from tenants.models.tenant import Tenant

__all__ = ["Appointment", "Domain", "Operator", "Template", "Tenant"]

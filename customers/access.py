"""Who may see customers, and who may change them."""

from accounts.access import staff_required
from accounts.choices import Permission

may_see = staff_required(Permission.WORK_TICKETS, Permission.MANAGE_CUSTOMERS)
may_change = staff_required(Permission.MANAGE_CUSTOMERS)
#: System administrators alone (BL-7).
may_manage_portal = staff_required(Permission.MANAGE_PORTAL)

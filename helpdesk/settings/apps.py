"""Which rooms the house has, and whose tables lie where."""

from helpdesk.environment import env

SHARED_APPS = ["django_tenants", "tenants", "django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"]
TENANT_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "tenants.divisions",
    "notifications",
    "exports",
    "accounts",
    "imports",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "lists",
    "customers",
    "tickets",
]
#: No tables at all, or (the console's admin) tables that nobody needs.
TABLELESS_APPS = [
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.admin",
    "django.forms",
    "allauth",
    "csp",
    "django_htmx",
    "django_structlog",
    "ui",
    "portal",
    "helpdesk",
]
INSTALLED_APPS = [*dict.fromkeys([*SHARED_APPS, *TENANT_APPS, *TABLELESS_APPS])]

TENANT_MODEL = "tenants.Tenant"
TENANT_DOMAIN_MODEL = "tenants.Domain"
TENANT_LIMIT_SET_CALLS = True
WORKSPACE_ROLE_PREFIX = env.workspace_role_prefix
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]

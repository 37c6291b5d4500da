"""How a request comes in."""

from helpdesk.environment import env

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ui.packing.PackingMiddleware",
    "tenants.middleware.WorkspaceMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    *(["ui.missing.MissingPageMiddleware"] if env.debug else []),
]
ROOT_URLCONF = "helpdesk.urls.public"
URLCONF_OF_SURFACE = {
    "public": "helpdesk.urls.public",
    "desk": "helpdesk.urls.desk",
    "portal": "helpdesk.urls.portal",
}
WSGI_APPLICATION = "helpdesk.wsgi.application"
APPEND_SLASH = True

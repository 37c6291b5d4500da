"""Templates, languages and times."""

from pathlib import Path

from django import forms

from helpdesk.environment import BASE_DIR

CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "csp.context_processors.nonce",
    "tenants.context.workspace",
    "accounts.context.surroundings",
    "tickets.context.rail",
    "portal.context.rail",
]
#: Our pages are Jinja2's (decision 0021); the operators' console is Django's admin, and so are its templates.
TEMPLATES = [
    {
        "BACKEND": "helpdesk.pages.Pages",
        "DIRS": [BASE_DIR / "templates", Path(forms.__file__).parent / "jinja2"],
        "OPTIONS": {"environment": "helpdesk.pages.environment", "context_processors": CONTEXT_PROCESSORS},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    },
]
FORM_RENDERER = "ui.forms.Renderer"
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

"""Pages without looks: what doors say is read from their context."""

NAMES = (
    "imports/index.html",
    "imports/import.html",
    "imports/_import.html",
    "exports/index.html",
    "exports/export.html",
    "exports/_list.html",
)
PLAIN = {
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "NAME": "plain",
    "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", dict.fromkeys(NAMES, "{{ importing }}"))]},
}


def without_looks(settings):
    """In a test: these pages are drawn plainly, so that their context can be read."""
    settings.TEMPLATES = [PLAIN, *settings.TEMPLATES]

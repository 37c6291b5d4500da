"""Pages without looks: what doors say is read from their context."""

from django.urls import include, path

urlpatterns = [
    path("", include("helpdesk.urls.desk")),
    path("", include("imports.urls")),
    path("", include("tickets.export_urls")),
]
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
    """In a test: these doors are open, and drawn plainly."""
    settings.TEMPLATES = [PLAIN, *settings.TEMPLATES]
    settings.URLCONF_OF_SURFACE = {**settings.URLCONF_OF_SURFACE, "desk": "tests.imports.pages"}

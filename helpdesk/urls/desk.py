"""acme.example.com: the back office."""

from django.urls import include, path

urlpatterns = [
    path("", include("tickets.mass_urls")),
    path("", include("tickets.export_urls")),
    path("", include("imports.urls")),
    path("", include("tickets.urls")),
    path("", include("accounts.urls")),
    path("", include("customers.urls")),
    path("", include("tenants.divisions.urls")),
    path("", include("accounts.sign_in_urls")),
    path("", include("ui.urls")),
]

"""portal.acme.example.com: the customers' portal."""

from django.urls import include, path

urlpatterns = [
    path("", include("portal.urls")),
    path("", include("accounts.sign_in_urls")),
    path("", include("ui.urls")),
]

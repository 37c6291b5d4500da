"""example.com: what it is, create a workspace, the operators' console."""

from django.urls import include, path

from tenants.admin import console
from tenants.views import health

urlpatterns = [
    path("live", health.live, name="live"),
    path("ready", health.ready, name="ready"),
    path("", include("accounts.public_urls")),
    path("console/", console.urls),
    path("", include("ui.urls")),
]

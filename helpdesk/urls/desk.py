"""acme.example.com: the back office."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
]

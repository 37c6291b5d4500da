"""Addresses of this room."""

from django.urls import path

from tenants.divisions.views import branding, logo

urlpatterns = [
    path("settings/branding/", branding.edit, name="branding"),
    path("settings/branding/preview/", branding.preview, name="branding_preview"),
    path("logo/<str:version>/", logo.show, name="logo"),
]

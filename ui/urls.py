"""The gallery of components, while DEBUG is on."""

from django.conf import settings
from django.urls import path

from ui.views import gallery

urlpatterns = [path("ui/", gallery, name="gallery"), path("ui/<str:page>/", gallery)] if settings.DEBUG else []

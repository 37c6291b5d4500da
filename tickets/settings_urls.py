"""Addresses of the settings of tickets."""

from django.urls import path

from tickets.views import statuses

urlpatterns = [
    path("statuses/", statuses.index, name="statuses"),
    path("statuses/new/", statuses.new, name="status_new"),
    path("statuses/<int:pk>/", statuses.edit, name="status"),
    path("statuses/<int:pk>/place/", statuses.move, name="status_place"),
    path("statuses/<int:pk>/removal/", statuses.remove, name="status_removal"),
    path("statuses/presets/<slug:key>/", statuses.preset, name="status_preset"),
]

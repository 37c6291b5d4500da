"""Addresses of the settings of tickets."""

from django.urls import path

from tickets.views import picklists, statuses

urlpatterns = [
    path("lists/", picklists.front, name="picklists"),
    path("lists/<slug:key>/", picklists.index, name="picklist"),
    path("lists/<slug:key>/<int:pk>/", picklists.edit, name="picklist_entry"),
    path("lists/<slug:key>/<int:pk>/place/", picklists.move, name="picklist_place"),
    path("lists/<slug:key>/<int:pk>/removal/", picklists.remove, name="picklist_removal"),
    path("statuses/", statuses.index, name="statuses"),
    path("statuses/new/", statuses.new, name="status_new"),
    path("statuses/<int:pk>/", statuses.edit, name="status"),
    path("statuses/<int:pk>/place/", statuses.move, name="status_place"),
    path("statuses/<int:pk>/removal/", statuses.remove, name="status_removal"),
    path("statuses/presets/<slug:key>/", statuses.preset, name="status_preset"),
]

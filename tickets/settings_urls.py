"""Addresses of the settings of tickets."""

from django.urls import path

from tickets.views import custom_fields, custom_options, picklists, statuses, type_fields, types, workflow

urlpatterns = [
    path("types/", types.index, name="ticket_types"),
    path("types/new/", types.new, name="ticket_type_new"),
    path("types/<int:pk>/", types.edit, name="ticket_type"),
    path("types/<int:pk>/place/", types.move, name="ticket_type_place"),
    path("types/<int:pk>/removal/", types.remove, name="ticket_type_removal"),
    path("types/<int:pk>/workflow/", workflow.edit, name="workflow"),
    path("types/<int:pk>/fields/", type_fields.edit, name="type_fields"),
    path("fields/", custom_fields.index, name="custom_fields"),
    path("fields/new/", custom_fields.new, name="custom_field_new"),
    path("fields/<int:pk>/", custom_fields.edit, name="custom_field"),
    path("fields/<int:pk>/place/", custom_fields.move, name="custom_field_place"),
    path("fields/<int:pk>/removal/", custom_fields.remove, name="custom_field_removal"),
    path("fields/<int:pk>/options/", custom_options.create, name="custom_options"),
    path("fields/<int:pk>/options/<int:option>/", custom_options.edit, name="custom_option"),
    path("fields/<int:pk>/options/<int:option>/place/", custom_options.move, name="custom_option_place"),
    path("fields/<int:pk>/options/<int:option>/removal/", custom_options.remove, name="custom_option_removal"),
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

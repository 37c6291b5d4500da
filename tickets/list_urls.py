"""Addresses of what can be done with a list of tickets."""

from django.urls import path

from tickets.views import columns

urlpatterns = [
    path("tickets/columns/", columns.update, name="queue_columns"),
]

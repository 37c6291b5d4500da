"""Addresses of what can be done with a list of tickets."""

from django.urls import path

from tickets.views import columns, csv_files

urlpatterns = [
    path("tickets/columns/", columns.update, name="queue_columns"),
    path("tickets/list.csv", csv_files.show, name="queue_csv"),
]

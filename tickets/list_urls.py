"""Addresses of what can be done with lists, and of their views."""

from typing import Any

from django.urls import URLPattern, path

from customers.models import Contact, Organisation
from tickets.directory import DIRECTORIES, Directory
from tickets.views import columns, csv_files, directory, habits, joins, saved


def doors_of(each: Directory) -> list[URLPattern]:
    return [
        path(f"{each.list}/", directory.index, {"directory": each}, name=str(each.list)),
        path(f"{each.list}/columns/", directory.columns, {"directory": each}, name=f"{each.list}_columns"),
        path(f"{each.list}/list.csv", directory.csv, {"directory": each}, name=f"{each.list}_csv"),
    ]


def joins_of(model: type[Any]) -> list[URLPattern]:
    noun = str(model._meta.model_name)
    return [
        path(f"{noun}s/<int:pk>/merge/", joins.create, {"model": model}, name=f"{noun}_merge"),
        path(f"{noun}s/mergers/<int:pk>/", joins.show, {"model": model}, name=f"{noun}_merger"),
        path(f"{noun}s/mergers/<int:pk>/undo/", joins.undo, {"model": model}, name=f"{noun}_parting"),
    ]


urlpatterns = [
    *joins_of(Contact),
    *joins_of(Organisation),
    path("tickets/columns/", columns.update, name="queue_columns"),
    path("tickets/list.csv", csv_files.show, name="queue_csv"),
    path("habits/<slug:kind>/", habits.update, name="habit"),
    path("views/<int:pk>/", saved.show, name="view"),
    path("views/<int:pk>/query/", saved.keep, name="view_query"),
    path("views/<int:pk>/place/", saved.move, name="view_place"),
    path("views/<int:pk>/pin/", saved.pin_it, name="view_pin"),
    path("views/<int:pk>/removal/", saved.remove_it, name="view_removal"),
    path("views/<slug:kind>/", saved.index, name="views"),
    *[door for each in DIRECTORIES.values() for door in doors_of(each)],
]

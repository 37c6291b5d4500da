"""Addresses of this room."""

from django.urls import path

from imports.views import imports, reports, steps

urlpatterns = [
    path("imports/", imports.index, name="imports"),
    path("imports/<int:pk>/", imports.show, name="import"),
    path("imports/<int:pk>/reading/", steps.read_again, name="import_reading"),
    path("imports/<int:pk>/mapping/", steps.prescribe, name="import_mapping"),
    path("imports/<int:pk>/check/", steps.check, name="import_check"),
    path("imports/<int:pk>/run/", steps.run, name="import_run"),
    path("imports/<int:pk>/stop/", steps.stop, name="import_stop"),
    path("imports/<int:pk>/resumption/", steps.go_on, name="import_resumption"),
    path("imports/<int:pk>/undoing/", steps.undo, name="import_undoing"),
    path("imports/<int:pk>/removal/", steps.remove, name="import_removal"),
    path("imports/<int:pk>/reports/", reports.create, name="import_reports"),
]

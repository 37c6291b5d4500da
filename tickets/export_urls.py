"""Addresses of lists as files."""

from django.urls import path

from tickets.views import exports

urlpatterns = [
    path("exports/", exports.index, name="exports"),
    path("exports/<int:pk>/", exports.show, name="export"),
    path("exports/<int:pk>/file/", exports.fetch, name="export_file"),
    path("exports/<int:pk>/removal/", exports.remove, name="export_removal"),
]

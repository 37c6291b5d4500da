"""Addresses of the desk, and of the floor."""

from django.urls import path

from helpdesk.bench.floor import floor
from helpdesk.urls import desk

urlpatterns = [path("bench/floor/", floor, name="floor"), *desk.urlpatterns]

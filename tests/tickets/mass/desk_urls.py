"""The desk with the doors of mass actions."""

from helpdesk.urls.desk import urlpatterns as desk
from tickets.mass_urls import urlpatterns as mass

urlpatterns = [*mass, *desk]

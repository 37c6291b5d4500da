"""Addresses of the customers' portal."""

from django.urls import path

from portal.views import answers, attachments, home, participations, tickets
from tenants.divisions.views import logo

urlpatterns = [
    path("", home.show, name="home"),
    path("tickets/", home.show, name="portal_tickets"),
    path("tickets/new/", tickets.create, name="portal_ticket_new"),
    path("tickets/<int:number>/", tickets.show, name="portal_ticket"),
    path("tickets/<int:number>/answers/", answers.create, name="portal_answers"),
    path("attachments/<int:pk>/", attachments.show, name="attachment"),
    path("participation/<str:token>/", participations.end, name="participation"),
    path("logo/<str:version>/", logo.show, name="logo"),
]

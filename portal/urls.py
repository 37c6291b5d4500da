"""Addresses of the customers' portal."""

from django.urls import path

from portal.views import (
    answers,
    articles,
    assets,
    attachments,
    corrections,
    documents,
    home,
    likenesses,
    participations,
    pdfs,
    tickets,
)
from tenants.divisions.views import logo

urlpatterns = [
    path("", home.start, name="home"),
    path("tickets/", home.show, name="portal_tickets"),
    path("habits/", home.keep, name="habit"),
    path("views/<int:pk>/", home.view, name="view"),
    path("tickets/new/", tickets.create, name="portal_ticket_new"),
    path("tickets/similar/", likenesses.index, name="portal_similar"),
    path("tickets/<int:number>/", tickets.show, name="portal_ticket"),
    path("tickets/<int:number>/messages/<int:pk>/", corrections.update, name="correction"),
    path("tickets/<int:number>/answers/", answers.create, name="portal_answers"),
    path("tickets/<int:number>/pdfs/", pdfs.index, name="pdfs"),
    path("tickets/<int:number>/pdfs/<int:pk>/", pdfs.show, name="pdf"),
    path("tickets/<int:number>/pdfs/<int:pk>/file/", pdfs.fetch, name="pdf_file"),
    path("tickets/<int:number>/documents/", documents.index, name="documents"),
    path("tickets/<int:number>/documents/archives/", documents.archive, name="archives"),
    path("tickets/<int:number>/documents/archives/<int:pk>/", documents.show, name="archive"),
    path("tickets/<int:number>/documents/archives/<int:pk>/file/", documents.fetch, name="archive_file"),
    path("assets/", assets.index, name="portal_assets"),
    path("assets/<int:pk>/", assets.show, name="portal_asset"),
    path("articles/<int:pk>/", articles.show, name="portal_article"),
    path("attachments/<int:pk>/", attachments.show, name="attachment"),
    path("participation/<str:token>/", participations.end, name="participation"),
    path("logo/<str:version>/", logo.show, name="logo"),
]

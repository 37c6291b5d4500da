"""Addresses of what can be done with many tickets at once."""

from django.urls import path

from tickets.views import duplicates, mass_actions, mass_pdfs, mass_steps

urlpatterns = [
    path("tickets/mass-actions/", mass_actions.index, name="mass_actions"),
    path("tickets/mass-actions/new/", mass_actions.new, name="mass_action_new"),
    path("tickets/mass-actions/<int:pk>/", mass_actions.show, name="mass_action"),
    path("tickets/mass-actions/<int:pk>/start/", mass_steps.begin, name="mass_start"),
    path("tickets/mass-actions/<int:pk>/cancellation/", mass_steps.stop, name="mass_cancellation"),
    path("tickets/mass-actions/<int:pk>/undo/", mass_steps.take_back, name="mass_undo"),
    path("tickets/mass-actions/<int:pk>/report.csv", mass_steps.report, name="mass_report"),
    path("tickets/pdfs/<int:pk>/", mass_pdfs.show, name="mass_pdf"),
    path("tickets/pdfs/<int:pk>/file/", mass_pdfs.fetch, name="mass_pdf_file"),
    path("tickets/duplicates/", duplicates.index, name="duplicates"),
]

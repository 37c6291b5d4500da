"""Addresses of what can be done with a ticket as a whole."""

from django.urls import path

from tickets.views import (
    changes,
    checklists,
    copies,
    deletions,
    merges,
    participants,
    recommendations,
    snoozes,
    splits,
    subscriptions,
    ticket_links,
    ticket_suggestions,
    times,
    trash,
)

urlpatterns = [
    path("suggestions/tickets/", ticket_suggestions.index, name="ticket_suggestions"),
    path("tickets/<int:number>/merge/", merges.create, name="merge"),
    path("tickets/<int:number>/merge/undo/", merges.undo, name="unmerge"),
    path("tickets/<int:number>/messages/<int:pk>/split/", splits.create, name="split"),
    path("tickets/<int:number>/split/undo/", splits.undo, name="unsplit"),
    path("tickets/<int:number>/snooze/", snoozes.create, name="snooze"),
    path("tickets/<int:number>/waking/", snoozes.undo, name="waking"),
    path("tickets/<int:number>/deletion/", deletions.create, name="deletion"),
    path("tickets/<int:number>/restoration/", deletions.undo, name="restoration"),
    path("tickets/<int:number>/copy/", copies.create, name="copy"),
    path("tickets/<int:number>/changes/", changes.show, name="changes"),
    path("tickets/<int:number>/recommendation/", recommendations.create, name="recommendation"),
    path("tickets/<int:number>/subscription/", subscriptions.create, name="subscription"),
    path("tickets/<int:number>/unsubscription/", subscriptions.undo, name="unsubscription"),
    path("tickets/<int:number>/links/", ticket_links.index, name="links"),
    path("tickets/<int:number>/links/<int:pk>/removal/", ticket_links.remove, name="link_removal"),
    path("tickets/<int:number>/participants/", participants.index, name="participants"),
    path("tickets/<int:number>/participants/<int:pk>/removal/", participants.remove, name="participant_removal"),
    path("tickets/<int:number>/checklist/", checklists.index, name="checklist"),
    path("tickets/<int:number>/checklist/<int:pk>/", checklists.update, name="checklist_item"),
    path("tickets/<int:number>/time/", times.index, name="time"),
    path("settings/bin/", trash.index, name="bin"),
    path("settings/bin/<int:number>/", trash.empty, name="bin_ticket"),
]

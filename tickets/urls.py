"""Addresses of the desk."""

from django.urls import include, path

from tickets.views import (
    assignments,
    attachments,
    bells,
    claims,
    closings,
    ledger,
    letters,
    mailboxes,
    notes,
    opening,
    properties,
    queue,
    replies,
    ticket,
)

urlpatterns = [
    path("", queue.home, name="home"),
    path("tickets/", queue.queue, name="queue"),
    path("tickets/new/", opening.create, name="ticket_new"),
    path("tickets/<int:number>/", ticket.show, name="ticket"),
    path("tickets/<int:number>/replies/", replies.create, name="replies"),
    path("tickets/<int:number>/replies/<int:pk>/withdrawal/", replies.withdraw_it, name="withdrawal"),
    path("tickets/<int:number>/notes/", notes.create, name="notes"),
    path("tickets/<int:number>/claim/", claims.create, name="claim"),
    path("tickets/<int:number>/assignment/", assignments.update, name="assignment"),
    path("tickets/<int:number>/properties/", properties.update, name="properties"),
    path("tickets/<int:number>/closing/", closings.create, name="closing"),
    path("tickets/<int:number>/reopening/", closings.undo, name="reopening"),
    path("attachments/<int:pk>/", attachments.show, name="attachment"),
    path("bell/", bells.show, name="bell"),
    path("bell/seen/", bells.see, name="bell_seen"),
    path("bell/<int:pk>/", bells.follow, name="ring"),
    path("settings/", include("tickets.settings_urls")),
    path("settings/mailboxes/", mailboxes.index, name="mailboxes"),
    path("settings/mailboxes/new/", mailboxes.new, name="mailbox_new"),
    path("settings/mailboxes/<int:pk>/", mailboxes.edit, name="mailbox"),
    path("settings/mailboxes/<int:pk>/check/", mailboxes.try_out, name="mailbox_check"),
    path("settings/ledger/", ledger.index, name="ledger"),
    path("settings/ledger/<int:pk>/", ledger.retry, name="mail_retry"),
    path("settings/ledger/<int:pk>/raw/", ledger.raw, name="mail_raw"),
    path("settings/letters/", letters.index, name="letters"),
    path("settings/letters/<int:pk>/", letters.retry, name="letter_retry"),
]

"""What happens to a ticket as a whole, in sentences of the history."""

from django.utils.translation import gettext_noop

from tickets.choices import Verb

SENTENCES = {
    Verb.MERGED: gettext_noop("{who} merged the ticket into {to}"),
    Verb.TOOK_IN: gettext_noop("{who} merged {to} into this ticket"),
    Verb.UNMERGED: gettext_noop("{who} separated the ticket from {to} again"),
    Verb.SPLIT: gettext_noop("{who} moved a message into a ticket of its own: {to}"),
    Verb.SPLIT_OFF: gettext_noop("{who} made this ticket out of a message of {to}"),
    Verb.SNOOZED: gettext_noop("{who} put the ticket off until {to}"),
    Verb.WOKEN: gettext_noop("{who} woke the ticket"),
    Verb.DELETED: gettext_noop("{who} deleted the ticket"),
    Verb.RESTORED: gettext_noop("{who} restored the ticket"),
    Verb.COPIED: gettext_noop("{who} copied the ticket: {to}"),
    Verb.COPY_OF: gettext_noop("{who} copied this ticket from {to}"),
    Verb.RECOMMENDED: gettext_noop("{who} recommended the ticket to {to}"),
    Verb.LINKED: gettext_noop("{who} linked {to}"),
    Verb.UNLINKED: gettext_noop("{who} removed the link to {old}"),
    Verb.INVITED: gettext_noop("{who} lets {to} be told of this ticket"),
    Verb.LEFT: gettext_noop("{old} is no longer told of this ticket"),
    Verb.FOLLOWED_UP: gettext_noop("{who} answered too late to open this ticket again: {to}"),
    Verb.FOLLOWS: gettext_noop("{who} answered {to}, which was closed long ago"),
    Verb.LISTED: gettext_noop("{who} added the step {to}"),
    Verb.TICKED: gettext_noop("{who} ticked off {to}"),
    Verb.UNTICKED: gettext_noop("{who} took back the tick at {to}"),
    Verb.UNLISTED: gettext_noop("{who} removed the step {old}"),
}
ICONS = {
    Verb.MERGED: "git-merge",
    Verb.TOOK_IN: "git-merge",
    Verb.UNMERGED: "undo-2",
    Verb.SPLIT: "split",
    Verb.SPLIT_OFF: "split",
    Verb.SNOOZED: "alarm-clock",
    Verb.WOKEN: "alarm-clock",
    Verb.DELETED: "trash-2",
    Verb.RESTORED: "rotate-ccw",
    Verb.COPIED: "copy",
    Verb.COPY_OF: "copy",
    Verb.RECOMMENDED: "forward",
    Verb.LINKED: "link",
    Verb.UNLINKED: "link",
    Verb.INVITED: "user-plus",
    Verb.LEFT: "x",
    Verb.FOLLOWED_UP: "link",
    Verb.FOLLOWS: "link",
    Verb.LISTED: "list-checks",
    Verb.TICKED: "check",
    Verb.UNTICKED: "undo-2",
    Verb.UNLISTED: "list-checks",
}

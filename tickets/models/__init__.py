"""The nouns of the desk."""

from tickets.models.attachment import Attachment
from tickets.models.canned_reply import CannedReply
from tickets.models.category import Category
from tickets.models.checklist_item import ChecklistItem
from tickets.models.custom_field import CustomField, CustomOption
from tickets.models.digest import Digest
from tickets.models.document_kind import DocumentKind
from tickets.models.draft import Draft
from tickets.models.effort import Effort
from tickets.models.event import Event
from tickets.models.external_reference import ExternalReference
from tickets.models.incoming_mail import IncomingMail
from tickets.models.line_item import LineItem
from tickets.models.link import TicketLink
from tickets.models.mailbox import Mailbox
from tickets.models.mass_action import MassAction
from tickets.models.mass_line import MassLine
from tickets.models.merge import Merge
from tickets.models.message import Message
from tickets.models.message_version import MessageVersion
from tickets.models.origin import Origin
from tickets.models.participant import Participant
from tickets.models.preference import Preference
from tickets.models.priority import Priority
from tickets.models.purge import Purge
from tickets.models.region import Region
from tickets.models.rule import Rule
from tickets.models.severity import Severity
from tickets.models.stale import Stale
from tickets.models.status import Status
from tickets.models.status_span import StatusSpan
from tickets.models.stint import Stint
from tickets.models.subscription import Subscription
from tickets.models.tag import Tag
from tickets.models.ticket import Ticket
from tickets.models.ticket_asset import IN_PLACE, TicketAsset
from tickets.models.ticket_type import TicketType
from tickets.models.transition import Transition
from tickets.models.type_field import TypeField
from tickets.models.type_release import TypeRelease
from tickets.models.word import Word

__all__ = [
    "IN_PLACE",
    "Attachment",
    "CannedReply",
    "Category",
    "ChecklistItem",
    "CustomField",
    "CustomOption",
    "Digest",
    "DocumentKind",
    "Draft",
    "Effort",
    "Event",
    "ExternalReference",
    "IncomingMail",
    "LineItem",
    "Mailbox",
    "MassAction",
    "MassLine",
    "Merge",
    "Message",
    "MessageVersion",
    "Origin",
    "Participant",
    "Preference",
    "Priority",
    "Purge",
    "Region",
    "Rule",
    "Severity",
    "Stale",
    "Status",
    "StatusSpan",
    "Stint",
    "Subscription",
    "Tag",
    "Ticket",
    "TicketAsset",
    "TicketLink",
    "TicketType",
    "Transition",
    "TypeField",
    "TypeRelease",
    "Word",
]

"""The nouns of the desk."""

from tickets.models.attachment import Attachment
from tickets.models.category import Category
from tickets.models.event import Event
from tickets.models.incoming_mail import IncomingMail
from tickets.models.mailbox import Mailbox
from tickets.models.message import Message
from tickets.models.priority import Priority
from tickets.models.status import Status
from tickets.models.ticket import Ticket

__all__ = ["Attachment", "Category", "Event", "IncomingMail", "Mailbox", "Message", "Priority", "Status", "Ticket"]

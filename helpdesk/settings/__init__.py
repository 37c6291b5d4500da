"""Django's settings: what is ours to decide; what the surroundings decide is in `environment.py`."""

import django_stubs_ext

from helpdesk.settings.apps import *
from helpdesk.settings.data import *
from helpdesk.settings.doors import *
from helpdesk.settings.house import *
from helpdesk.settings.logs import *
from helpdesk.settings.pages import *
from helpdesk.settings.people import *
from helpdesk.settings.safety import *
from helpdesk.settings.work import *

# Lets `ModelForm[Ticket]` and the like stand in class definitions, for type checkers.
django_stubs_ext.monkeypatch()

"""The product's settings with what only a measurement needs; nothing but `manage.py bench` starts a server with them."""

from helpdesk.settings import *  # noqa: F403 -- all of them, and two more
from helpdesk.settings import MIDDLEWARE, URLCONF_OF_SURFACE

MIDDLEWARE = ["helpdesk.bench.counting.CountingMiddleware", "helpdesk.bench.bare.BareMiddleware", *MIDDLEWARE]
URLCONF_OF_SURFACE = {**URLCONF_OF_SURFACE, "desk": "helpdesk.bench.urls"}

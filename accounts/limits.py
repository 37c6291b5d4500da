"""How often somebody may knock: limits for each address on the net, kept by allauth's counter."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

#: Attempts, for each IP address.
LIMITS = {"sign_up": "10/h/ip", "sign_up_name": "120/m/ip", "find_workspace": "30/m/ip"}


def may(request: HttpRequest, action: str) -> bool:
    """Counts this attempt; False where there were too many."""
    return bool(ratelimit.consume(request, app="accounts", action=action, config=LIMITS, limit_get=True))

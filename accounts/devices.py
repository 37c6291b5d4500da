"""Browsers, in words that people know."""

from django.utils.translation import gettext as _

BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {"Windows": "Windows", "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Mac OS": "macOS", "Linux": "Linux"}


def device(user_agent: str) -> str:
    """`Firefox, Windows`; what we don't know stays as it says itself."""
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "")
    return ", ".join(filter(None, [browser, system])) or user_agent[:80] or _("Unknown device")

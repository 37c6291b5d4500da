"""How long ago and how long, in the words of the reader's language."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MINUTE, HOUR, DAY = 60, 3600, 86400
WORDY = timedelta(days=7)


def ago(when: datetime, *, now: datetime | None = None) -> str:
    """Like "5 min. ago" and "2 days ago"; the date once it is a week."""
    passed = (now or timezone.now()) - when
    return dated(when, now=now) if passed >= WORDY else past(max(passed, timedelta(0)))


def until(due: datetime, *, now: datetime | None = None) -> str:
    """Like "in 3 hr." and "2 days overdue"; the date when it is more than a week away."""
    left = due - (now or timezone.now())
    if abs(left) >= WORDY:
        return dated(due, now=now)
    return overdue(-left) if left < timedelta(0) else coming(left)


def lasted(time: timedelta) -> str:
    """How long it took, in two units: "2 hr 5 min", "3 days 4 hr"; `lasted.js` says it the same way."""
    minutes = max(int(time.total_seconds()), 0) // MINUTE
    days, hours, minutes = minutes // (24 * 60), minutes // 60 % 24, minutes % 60
    if days:
        return " ".join([_days(days), *([_hours(hours)] if hours else [])])
    if hours:
        return " ".join([_hours(hours), *([_minutes(minutes)] if minutes else [])])
    return _minutes(minutes)


def _days(count: int) -> str:
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def _hours(count: int) -> str:
    return _("%(count)d hr") % {"count": count}


def _minutes(count: int) -> str:
    return _("%(count)d min") % {"count": count}


def past(passed: timedelta) -> str:
    seconds = int(passed.total_seconds())
    if seconds < MINUTE:
        return _("just now")
    if seconds < HOUR:
        return _("%(count)d min. ago") % {"count": seconds // MINUTE}
    if seconds < DAY:
        return _("%(count)d hr. ago") % {"count": seconds // HOUR}
    days = seconds // DAY
    return ngettext("%(count)d day ago", "%(count)d days ago", days) % {"count": days}


def coming(left: timedelta) -> str:
    seconds = int(left.total_seconds())
    if seconds < HOUR:
        return _("in %(count)d min.") % {"count": max(seconds // MINUTE, 1)}
    if seconds < DAY:
        return _("in %(count)d hr.") % {"count": seconds // HOUR}
    days = seconds // DAY
    return ngettext("in %(count)d day", "in %(count)d days", days) % {"count": days}


def overdue(late: timedelta) -> str:
    seconds = int(late.total_seconds())
    if seconds < HOUR:
        return _("%(count)d min. overdue") % {"count": max(seconds // MINUTE, 1)}
    if seconds < DAY:
        return _("%(count)d hr. overdue") % {"count": seconds // HOUR}
    days = seconds // DAY
    return ngettext("%(count)d day overdue", "%(count)d days overdue", days) % {"count": days}


def dated(when: datetime, *, now: datetime | None = None) -> str:
    """The day, and the year only if it is another."""
    local = timezone.localtime(when)
    this_year = local.year == timezone.localtime(now).year
    return date_format(local, _("M j") if this_year else "SHORT_DATE_FORMAT")

"""Business hours, so that invented days look like real ones."""

from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
FROM, UNTIL = time(7, 20), time(17, 45)
WEEKDAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
ENGLISH_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def in_business_hours(moment: datetime, *, dice: Random) -> datetime:
    """The moment itself if somebody works then, else some minutes into the next working morning."""
    local = moment.astimezone(BERLIN)
    if local.weekday() < 5 and FROM <= local.time() <= UNTIL:
        return moment
    day = local if local.time() < FROM else local + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return datetime.combine(day.date(), FROM, tzinfo=BERLIN) + timedelta(minutes=dice.randint(5, 150))


def working_day_after(moment: datetime, *, days: int) -> datetime:
    day = moment.astimezone(BERLIN) + timedelta(days=days)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day

"""Fills a workspace with a crowd of tickets."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import islice
from random import Random

from django.db import connection, transaction

from helpdesk.demo.crowd.casting import File, cast, row_of
from helpdesk.demo.crowd.clearing import set_aside
from helpdesk.demo.crowd.planning import Course, calendar_until, courses
from helpdesk.demo.crowd.recording import Scribe
from helpdesk.demo.crowd.referring import refer
from helpdesk.demo.crowd.settling import Crowd, settle
from helpdesk.demo.crowd.speaking import Speech, speech_of
from helpdesk.demo.crowd.tables import SHEETS, Lines
from helpdesk.demo.crowd.vocabulary import read
from tenants import provisioning
from tenants.choices import State
from tenants.models import Tenant
from tickets.actions.digesting import at_rest, digest_all

#: Tickets that are made in Python while the ones before go to PostgreSQL.
AT_ONCE = 4_000
#: One ticket in five says `common`; so many of a crowd, however large it is, say `rare`.
COMMON_OF, RARE_TICKETS = 5, 20
Tell = Callable[[str], None]


class NotReady(Exception):
    """Somebody is making this workspace, or it is suspended."""


@dataclass(frozen=True, slots=True)
class Order:
    """How many tickets, until which day; the same seed, day and workspace are the same crowd."""

    amount: int
    until: date
    seed: str = "crowd"


def fill(slug: str, order: Order, *, tell: Tell) -> None:
    """Into this workspace, which is made if need be.

    All in one transaction: whoever interrupts it finds everything as before, no new workspace, no ticket more, and starts
    again. Until it ends nobody else gets at the tickets of a workspace that was there before.
    """
    with transaction.atomic():
        tenant = _workspace(slug)
        with tenant:
            _pour(order, tell=tell)
        provisioning.open_doors(tenant)
        tell("Committing")
    with tenant:
        _tidy(tell)


def _workspace(slug: str) -> Tenant:
    tenant: Tenant | None = Tenant.objects.filter(schema_name=slug).first()
    if tenant is None:
        provisioning.prepare(provisioning.reserve(slug=slug, name=slug.capitalize()))
        made: Tenant = Tenant.objects.get(schema_name=slug)
        return made
    if tenant.state != State.READY:
        raise NotReady(slug)
    return tenant


def _pour(order: Order, *, tell: Tell) -> None:
    dice = Random(order.seed)  # noqa: S311 -- the same data every time is what we want
    vocabulary = read(dice)
    speech = speech_of(vocabulary, amount=order.amount, dice=dice)
    with at_rest(), set_aside([sheet.table for sheet in SHEETS.values()], tell=tell):
        tell("People, lists and customers")
        filler = Filler(settle(vocabulary, amount=order.amount, dice=dice), speech, order, dice)
        for done, texts in filler.batches():
            for name, text in texts.items():
                _copy(name, text)
            tell(f"{done:,} of {order.amount:,} tickets")
        for name in ("ticket", "message"):
            _count_on(SHEETS[name].table)
    digest_all(tell=tell)


@dataclass(frozen=True, slots=True)
class Filler:
    """Makes the lines of all tables; asks the database nothing while it does."""

    crowd: Crowd
    speech: Speech
    order: Order
    dice: Random

    def batches(self) -> Iterator[tuple[int, dict[str, str]]]:
        """How many are done, and what is to be written of the latest; the next ones are made meanwhile, in a thread."""
        first = _next(SHEETS["ticket"].table)
        lines = Lines(first_message=_next(SHEETS["message"].table))
        calendar = calendar_until(self.order.until)
        left = courses(self.order.amount, calendar=calendar, dice=self.dice)

        def some() -> tuple[int, dict[str, str]]:
            some_courses = [*islice(left, AT_ONCE)]
            for course in some_courses:
                self._file(course, first + course.number, lines)
            return len(some_courses), lines.take()

        done = 0
        with ThreadPoolExecutor(max_workers=1) as ahead:
            coming = ahead.submit(some)
            while (made := coming.result())[0]:
                coming = ahead.submit(some)
                done += made[0]
                yield done, made[1]

    def _file(self, course: Course, number: int, lines: Lines) -> None:
        file = cast(course, number=number, speech=self.speech, crowd=self.crowd, dice=self.dice)
        lines.add("ticket", *row_of(file, speech=self.speech, crowd=self.crowd, dice=self.dice))
        Scribe(file, self.crowd, lines, self.dice).record([*self._texts(file)])
        refer(file, crowd=self.crowd, lines=lines, dice=self.dice)

    def _texts(self, file: File) -> Iterator[str]:
        also = self._also(file.course.number)
        for speaker, _ in file.course.turns:
            name = file.requester.name if speaker == "K" else file.agent.name
            yield self.speech.text(speaker, file.category, name, self.dice, also=also)
            also = ""

    def _also(self, number: int) -> str:
        """The words whose number is known beforehand."""
        raw, rarely = self.speech.vocabulary.raw, max(1, self.order.amount // RARE_TICKETS)
        said = [raw["common"][number // COMMON_OF % len(raw["common"])]] if number % COMMON_OF == 0 else []
        said += raw["rare"] if number % rarely == rarely // 2 else []
        return " ".join(said)


def _copy(name: str, text: str) -> None:
    sheet = SHEETS[name]
    columns = ", ".join(f'"{column}"' for column in sheet.columns)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{sheet.table}" ({columns}) FROM STDIN') as copy:
        copy.write(text)


def _next(table: str) -> int:
    """Behind every number that was ever given, also to what is gone."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT CASE WHEN is_called THEN last_value + 1 ELSE last_value END FROM {_sequence(table)}")  # noqa: S608 -- a name of ours
        return int(cursor.fetchone()[0])


def _count_on(table: str) -> None:
    """Unlike `setval`, undone with everything else where somebody interrupts."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT max(id) + 1 FROM "{table}"')  # noqa: S608 -- a name of ours
        cursor.execute(f'ALTER TABLE "{table}" ALTER COLUMN id RESTART WITH {int(cursor.fetchone()[0])}')


def _sequence(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
        return str(cursor.fetchone()[0])


def _tidy(tell: Tell) -> None:
    """What PostgreSQL would do by itself within the next hours."""
    tell("VACUUM ANALYZE")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'VACUUM (ANALYZE) "{table}"')

"""The whole measurement: signs in, serves, asks for every page of every workspace, and leaves nothing behind."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass

from accounts.models import User
from customers.models import Contact
from helpdesk.bench.asking import sign_in, sign_out
from helpdesk.bench.measuring import Effort, Measured, Place, measure
from helpdesk.bench.pages import REQUESTER, NothingToMeasure, Page, Wants, pages_of
from helpdesk.bench.serving import Memory, Server
from notifications.models import Letter, Ring
from tenants.models import Tenant
from tickets.models import Message, Ticket

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Workspace:
    """As full as it was when the measurement began."""

    name: str
    host: str
    session: str
    tickets: int
    messages: int
    pages: Sequence[Page]

    def place(self, page: str) -> Place:
        return Place(self.name, self.host, self.session, next(each for each in self.pages if each.name == page))


@dataclass(frozen=True, slots=True)
class Plan:
    """`efforts`: one for each number of connections. With `only`, pages whose name has one of these words in it."""

    workspaces: Sequence[str]
    efforts: Sequence[Effort]
    wants: Wants
    only: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """`measured` by connections; smallest workspace first in each. `memory` is that of the workers, before and after.

    `load` is how many processes wanted the machine before anything was measured.
    """

    workspaces: Sequence[Workspace]
    measured: dict[int, list[Measured]]
    memory: tuple[Sequence[Memory], Sequence[Memory]]
    command: str
    load: float


def run(plan: Plan, running: AbstractContextManager[Server], *, tell: Tell) -> Result:
    """On a server that is started only when every workspace was found."""
    load = os.getloadavg()[0]
    with ExitStack() as stack:
        workspaces = [stack.enter_context(_entered(name, plan.wants)) for name in plan.workspaces]
        workspaces.sort(key=lambda workspace: workspace.tickets)
        server = stack.enter_context(running)
        before = server.memory()
        found: dict[int, list[Measured]] = {effort.connections: [] for effort in plan.efforts}
        for name in _chosen(workspaces[0].pages, plan.only):
            for effort in plan.efforts:
                measured = measure(server.port, [workspace.place(name) for workspace in workspaces], effort)
                found[effort.connections] += measured
                tell(_line(name, effort, measured))
        return Result(workspaces, found, (before, server.memory()), server.command, load)


def _chosen(pages: Sequence[Page], only: Sequence[str]) -> list[str]:
    return [page.name for page in pages if not only or any(word in page.name for word in only)]


def _line(name: str, effort: Effort, measured: Sequence[Measured]) -> str:
    ratios = ", ".join(f"{each.place.workspace} {each.ratio:.2f}" for each in measured)
    return f"{name}, {effort.connections} at once: {ratios}"


@contextmanager
def _entered(name: str, wants: Wants) -> Iterator[Workspace]:
    """Signed in as an agent; afterwards signed out, and the tickets that were opened are gone."""
    tenant = Tenant.objects.filter(schema_name=name).first()
    if tenant is None:
        raise NothingToMeasure(f"There is no workspace “{name}”.")
    with tenant:
        agent = User.objects.assignable().order_by("pk").first()
        if agent is None:
            raise NothingToMeasure(f"Nobody works in “{name}”.")
        amounts, pages = (Ticket.objects.count(), Message.objects.count()), [*pages_of(wants, agent=agent)]
        session = sign_in(agent)
    try:
        yield Workspace(name, tenant.desk_host, session, *amounts, pages)
    finally:
        with tenant:
            sign_out(session)
            _forget()


def _forget() -> None:
    """What was opened for `REQUESTER`; the numbers stay used."""
    tickets = Ticket.objects.filter(requester__email=REQUESTER)
    topics = [ticket.topic for ticket in tickets.only("pk")]
    for model in (Letter, Ring):
        model._default_manager.filter(topic__in=topics).delete()
    tickets.delete()
    Contact.objects.filter(email=REQUESTER).delete()

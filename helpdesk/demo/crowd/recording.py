"""Writes down what was said and done on a ticket of a crowd, as the verbs would have written it."""

from dataclasses import dataclass
from random import Random
from typing import Any

from accounts.models import User
from customers.models import Contact
from helpdesk.demo.crowd.casting import File, one_of
from helpdesk.demo.crowd.planning import Move
from helpdesk.demo.crowd.settling import Crowd
from helpdesk.demo.crowd.sheets import moment
from helpdesk.demo.crowd.speaking import html_of
from helpdesk.demo.crowd.tables import Lines
from notifications.choices import State
from tickets.choices import Category, Kind, Source, Verb
from tickets.telling import told

WITH_FILE = 0.08


@dataclass(slots=True)
class Scribe:
    """Writes one ticket's history, and keeps count of its versions."""

    file: File
    crowd: Crowd
    lines: Lines
    dice: Random
    version: int = 1

    def record(self, texts: list[str]) -> None:
        """Lines in the order of time; of one moment, what was said comes before what it moved."""
        messages = [self._say(speaker, at, text) for (speaker, at), text in zip(self.file.course.turns, texts, strict=True)]
        done = [*self._said(messages), *self._moved()]
        if self.file.is_claimed:
            done.append((self.file.course.claimed_at, 0, self._claim))
        for at, _, tell in sorted(done, key=lambda each: each[:2]):
            tell(at)
        self._spans()

    def _said(self, messages: list[int]) -> list[Any]:
        verbs = {"N": Verb.NOTED, "A": Verb.REPLIED, "K": Verb.REPLIED}
        turns = [*zip(self.file.course.turns, messages, strict=True)]
        (_, opened_at), first = turns[0]
        opened = (opened_at, 0, lambda at: self._line(Verb.OPENED, "K", at, first, source=self.file.source))
        later = [
            (at, 1, lambda at, speaker=speaker, message=message: self._line(verbs[speaker], speaker, at, message))
            for (speaker, at), message in turns[1:]
        ]
        return [opened, *later]

    def _moved(self) -> list[Any]:
        return [(move.at, 2, lambda at, move=move: self._move(move, at)) for move in self.file.course.moves]

    def _claim(self, at: int) -> None:
        team = self.crowd.teams[self.file.category]
        self.version += 1
        change: dict[str, Any] = {"from": str(team), "to": str(self.file.agent), "was": {"user": None, "team": team.pk}}
        self._line(Verb.CLAIMED, "A", at, field="responsible", **change)

    def _move(self, move: Move, at: int) -> None:
        self.version += 1
        before = self.crowd.statuses[self._stood_before(move)]
        verb = Verb.CLOSED if move.to == Category.CLOSED else Verb.STATUS
        change = {"from": told(before), "to": told(self.crowd.statuses[move.to]), "was": before.pk}
        self._line(verb, move.by, at, field="status", **change, **({} if move.is_chosen else {"by_itself": True}))

    def _stood_before(self, move: Move) -> Category:
        moves = self.file.course.moves
        place = moves.index(move)
        return moves[place - 1].to if place else Category.NEW

    def _line(self, verb: Verb, by: str, at: int, message: int | None = None, **data: Any) -> None:
        who = (None, self.file.requester.pk) if by == "K" else (self.file.agent.pk, None)
        kept = {**data, "version": self.version} if data else {}
        self.lines.add("event", self.file.number, verb.value, *who, message, kept, moment(at))

    def _spans(self) -> None:
        course = self.file.course
        stood = [(Category.NEW, course.opened_at), *((move.to, move.at) for move in course.moves)]
        ends = [*(at for _, at in stood[1:]), 0]
        for (status, began_at), ended_at in zip(stood, ends, strict=True):
            self.lines.add("span", self.file.number, self.crowd.statuses[status].pk, moment(began_at), moment(ended_at))

    def _say(self, speaker: str, at: int, text: str) -> int:
        number, file = self.lines.number_message(), self.file
        kind = Kind.INTERNAL if speaker == "N" else Kind.PUBLIC
        source = file.source if speaker == "K" else Source.DESK.value
        author, contact = (None, file.requester.pk) if speaker == "K" else (file.agent.pk, None)
        mail = f"<{number}.{file.number}@{_host(file.requester if speaker == 'K' else file.agent)}>"
        message_id = mail if speaker == "A" or (speaker == "K" and source == Source.MAIL) else ""
        self.lines.add(
            "message", number, file.number, kind.value, source, author, contact, html_of(text), text, message_id, moment(at)
        )
        if speaker == "A":
            self._post(number, text, message_id, at)
        if self.dice.random() < WITH_FILE:
            path, name, size = one_of(self.crowd.files, self.dice)
            self.lines.add("attachment", number, path, name, "application/pdf", size)
        return number

    def _post(self, message: int, text: str, message_id: str, at: int) -> None:
        """The letter that carried the words; long sent."""
        file, number = self.file, self.file.number
        to, sender = file.requester, self.crowd.division
        self.lines.add(
            "letter",
            *("agent_replied", f"ticket:{number}", f"message:{message}", to.user_id, to.name, to.email),
            *(sender.name, sender.sender_address or file.agent.email, f"Re: {file.subject} [#{number}]", text),
            *(message_id, State.SENT.value, 1, moment(at), moment(at), moment(at + 3)),
        )


def _host(person: User | Contact) -> str:
    return person.email.rpartition("@")[2]

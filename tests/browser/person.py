"""Somebody at a browser of their own, who reads the pages in their own language."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, expect

from accounts.models import User
from tests.flows.browser import PASSWORD

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: The browser's own line about answers that are meant: not yours, not there, somebody was quicker, wrong input.
MEANT = re.compile(r"Failed to load resource: the server responded with a status of 4(03|04|09|10|22)")
SESSION = "session"


class Person:
    """What they do is said by the English words of the page; they press what the catalogue makes of them."""

    def __init__(self, context: BrowserContext, *, origin: str, language: str, user: User | None) -> None:
        self.context, self.origin, self.language, self.user = context, origin, language, user
        self.complaints: list[str] = []
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("request", self._watch)
        self.page: Page = context.new_page()

    # --- what they do -------------------------------------------------------------------------------------------------

    def opens(self, path: str) -> None:
        self.page.goto(f"{self.origin}{path}")

    def signs_in(self) -> None:
        assert self.user is not None
        self.types(self.user.email, into="E-mail")
        self.page.fill("input[name=password]", PASSWORD)
        self.presses("Sign in")
        self.page.wait_for_url(lambda url: "/login/" not in url)

    def presses(self, words: str, *, context: str = "") -> None:
        self.button(words, context=context).click()

    def follows(self, link: str) -> None:
        self.page.get_by_role("link", name=link).first.click()

    def types(self, text: str, *, into: str) -> None:
        self.field(into).fill(text)

    def attaches(self, *files: tuple[str, str, bytes], within: Locator | None = None) -> None:
        given: Sequence[Any] = [{"name": name, "mimeType": kind, "buffer": content} for name, kind, content in files]
        (within or self.page.locator("main")).locator("input[type=file]").first.set_input_files(given)

    def composer(self, label: str) -> Locator:
        """One of the two at the foot of a ticket, opened."""
        composer = self.page.locator("details.composer-form", has_text=self.reads(label))
        if composer.get_attribute("open") is None:
            composer.locator("> summary").click()
        return composer

    def writes(self, text: str, *, into: Locator) -> None:
        """In a composer, which becomes an editor with the first look at it."""
        into.locator("textarea").evaluate("area => area.focus()")
        into.locator("trix-editor").fill(text)

    # --- what they see ------------------------------------------------------------------------------------------------

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible()

    def sees_nothing_of(self, text: str) -> None:
        expect(self.page.locator("body")).not_to_contain_text(text)

    def button(self, words: str, *, context: str = "") -> Locator:
        return self.page.get_by_role("button", name=self.reads(words, context=context), exact=True).locator("visible=true")

    def send_button(self) -> Locator:
        """Of the public composer; it names its receivers."""
        return self.page.locator("button", has=self.page.locator("#sending-reply"))

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(self.reads(label)).locator("visible=true").first

    def reads(self, words: "StrOrPromise", *, context: str = "") -> str:
        """English words of a template, or a name of ours, as this person's pages show them."""
        with translation.override(self.language):
            if isinstance(words, Promise):
                return str(words)
            return pgettext(context, words) if context else gettext(words)

    def number(self) -> int:
        """Of the ticket whose page is open."""
        found = re.search(r"/tickets/(\d+)/", self.page.url)
        assert found, self.page.url
        return int(found[1])

    # --- what goes wrong meanwhile ------------------------------------------------------------------------------------

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning") and not MEANT.match(said.text):
            self.complaints.append(f"{said.page.url if said.page else '?'}: {said.text}")

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.complaints.append(f"asked {request.url}")

    def photographs(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=file, full_page=True)

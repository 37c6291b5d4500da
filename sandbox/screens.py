"""Photographs every page of the running demo workspace: `bin/screens [NAME …]` into var/screens/."""

import argparse
import os
import re
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from sandbox import ports
from sandbox.pages import PAGES, PEOPLE, Stop, Upload

WIDTHS = {1280: 860, 390: 844}
THEMES = ("light", "dark")
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def main() -> None:
    """Takes the pictures; ends with how many, and which pages answered with anything but 200."""
    asked = _arguments()
    folder = Path(asked.into)
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [page for page in PAGES if not asked.names or any(name in page.name for name in asked.names)]
    if not _answers():
        sys.exit("Nothing answers at the demo's address. Start bin/dev first.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=CHROMIUM)
        troubles = [
            trouble for language in asked.languages for trouble in _walk(browser, wanted, language=language, folder=folder)
        ]
        browser.close()
    print(f"{len(wanted)} pages photographed into {folder}/")
    sys.exit("\n".join(troubles) if troubles else 0)


def _walk(browser: Browser, pages: list[Stop], *, language: str, folder: Path) -> Iterator[str]:
    for who in dict.fromkeys(page.who for page in pages):
        context = _signed_in(browser, who, language=language)
        tab = context.new_page()
        for stop in (page for page in pages if page.who == who):
            yield from _photograph(tab, stop, language=language, folder=folder)
        context.close()


def _photograph(tab: Page, stop: Stop, *, language: str, folder: Path) -> Iterator[str]:
    path = way_to(tab, stop)
    for width, height in WIDTHS.items():
        tab.set_viewport_size({"width": width, "height": height})
        for theme in THEMES:
            tab.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # one of the two it knows
            answer = tab.goto(url_of(stop.who, path))
            tab.screenshot(path=folder / f"{stop.name}-{language}-{width}-{theme}.png", full_page=True)
            if answer is None or answer.status != stop.status:
                yield f"{stop.name} ({language}, {width}): {answer and answer.status}"


def way_to(tab: Page, stop: Stop, *, origin: str = "") -> str:
    """The path of what is to be seen: known, the first link that looks right, or where a file that is brought leads."""
    if not stop.link and not stop.upload:
        return stop.path
    origin = origin or url_of(stop.who, "")
    tab.goto(f"{origin}{stop.path}")
    if stop.upload:
        return _brought(tab, stop.upload)
    path = _followed(tab, stop.link)
    if stop.then:
        tab.goto(f"{origin}{path}")
        path = _followed(tab, stop.then)
    return path


def _followed(tab: Page, link: str) -> str:
    hrefs = tab.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
    return next(str(href) for href in hrefs if re.fullmatch(link, href))


def _brought(tab: Page, upload: Upload) -> str:
    content = upload.content.encode()
    tab.set_input_files("main input[type=file]", {"name": upload.name, "mimeType": "text/csv", "buffer": content})
    with tab.expect_response(lambda answer: answer.request.method == "POST"):
        tab.click("main form:has(input[type=file]) button[type=submit]")
    tab.wait_for_selector(upload.sign)
    return urlsplit(tab.url).path


def _signed_in(browser: Browser, who: str, *, language: str) -> BrowserContext:
    context = browser.new_context(
        locale={"de": "de-DE", "en": "en-GB"}[language], timezone_id="Europe/Berlin", reduced_motion="reduce"
    )
    person = PEOPLE[who]
    tab = context.new_page()
    if person.email:
        tab.goto(url_of(who, "/account/login/"))
        tab.fill("input[name=login]", person.email)
        tab.fill("input[name=password]", "demo")
        tab.click("main button[type=submit]")
        tab.wait_for_url(lambda url: "/login/" not in url)
        _choose_language(tab, who, language)
    tab.close()
    return context


def _choose_language(tab: Page, who: str, language: str) -> None:
    """A person's own language goes before the browser's: set it on the profile."""
    tab.goto(url_of(who, "/account/"))
    tab.select_option("select[name=language]", language)
    tab.click("form:has(select[name=language]) button[type=submit]")
    tab.wait_for_load_state()


def url_of(who: str, path: str) -> str:
    return f"http://{PEOPLE[who].host}:{ports.web()}{path}"


def _answers() -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{ports.web()}/live", timeout=3):
            return True
    except OSError:
        return False


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only pages whose name contains one of these")
    parser.add_argument("--languages", nargs="+", default=["de", "en"], choices=["de", "en"])
    parser.add_argument("--into", default="var/screens")
    return parser.parse_args()


if __name__ == "__main__":
    main()

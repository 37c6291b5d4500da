"""The workspace's face: who changes it, what is taken, where it shows."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accounts.models import User
from customers.models import Contact
from tenants.branding import brand_of
from tenants.divisions.models import Division
from tenants.files import private_files
from tenants.models import Tenant

Browser = Callable[..., Client]
PAGE = "/settings/branding/"
TYPED = {"name": "Acme Haus", "accent": "#1F5F8B", "sender_name": "", "has_portal": "on", "has_tickets": "on"}


def picture(form: str = "PNG", *, size: tuple[int, int] = (1200, 300), name: str = "logo") -> SimpleUploadedFile:
    kept = BytesIO()
    Image.new("RGB", size, "#1f5f8b").save(kept, form)
    return SimpleUploadedFile(f"{name}.{form.lower()}", kept.getvalue())


def test_the_administrator_saves_name_colour_and_switches(max: User, at_desk: Browser) -> None:
    answer = at_desk(max).post(PAGE, TYPED)

    division = Division.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert (division.name, division.accent) == ("Acme Haus", "#1f5f8b")
    assert (division.has_portal, division.has_tickets, division.has_mail_in) == (True, True, False)


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}preview/"])
def test_an_agent_and_a_stranger_change_nothing(ada: User, at_desk: Browser, address: str) -> None:
    assert at_desk(ada).post(address, TYPED).status_code == 403
    assert at_desk().post(address, TYPED)["Location"] == f"/account/login/?next={address}"
    assert Division.objects.get().name == "Acme Facility"


def test_the_page_does_not_exist_in_the_portal(carla: Contact, at_portal: Browser) -> None:
    assert at_portal(carla.user).get(PAGE).status_code == 404


def test_a_colour_hard_to_read_is_taken_with_a_warning(max: User, at_desk: Browser) -> None:
    answer = at_desk(max).post(PAGE, {**TYPED, "accent": "#ffff00"}, follow=True)

    assert Division.objects.get().accent == "#ffff00"
    assert "The nearest readable one is #999900." in answer.content.decode()


def test_the_nearest_readable_colour_is_one_click_away(max: User, at_desk: Browser) -> None:
    browser = at_desk(max)
    html = browser.post(f"{PAGE}preview/", {**TYPED, "accent": "#ffff00"}).content.decode()

    browser.post(PAGE, {**TYPED, "accent": ["#ffff00", "#999900"]})

    assert 'value="#999900"' in html
    assert Division.objects.get().accent == "#999900"


@pytest.mark.parametrize("accent", ["red", "#12345", "#1234567", "#12345g", "</style>", ""])
def test_what_is_no_colour_is_refused(max: User, at_desk: Browser, accent: str) -> None:
    answer = at_desk(max).post(PAGE, {**TYPED, "name": "Other", "accent": accent})

    assert answer.status_code == 422
    assert Division.objects.get().name == "Acme Facility"


def test_the_preview_shows_what_is_typed_and_keeps_nothing(max: User, at_desk: Browser) -> None:
    html = at_desk(max).post(f"{PAGE}preview/", {**TYPED, "accent": "#aa0000"}).content.decode()

    assert ("Acme Haus" in html, 'fill="#aa0000"' in html) == (True, True)
    assert Division.objects.get().name == "Acme Facility"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_logo_is_drawn_anew_and_shown_on_both_hosts(
    max: User,
    at_desk: Browser,
    at_portal: Browser,
    form: str,
) -> None:
    at_desk(max).post(PAGE, {**TYPED, "logo": picture(form)})

    address = brand_of("Acme").logo_url
    for browser in (at_desk(), at_portal()):
        answer = browser.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        with Image.open(BytesIO(b"".join(answer))) as shown:
            assert (shown.format, shown.size) == ("PNG", (880, 220))
    assert address in at_portal().get("/account/login/").content.decode()


def test_another_logo_has_another_address_and_the_old_file_goes(
    max: User,
    at_desk: Browser,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    browser = at_desk(max)
    seen, kept = [], []
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            browser.post(PAGE, {**TYPED, "logo": picture()})
        seen.append(brand_of("Acme").logo_url)
        kept.append(str(Division.objects.get().logo.name))

    assert seen[0] != seen[1]
    assert [browser.get(address).status_code for address in seen] == [404, 200]
    assert [private_files().exists(name) for name in kept] == [False, True]


def test_the_logo_can_be_taken_away(max: User, at_desk: Browser) -> None:
    browser = at_desk(max)
    browser.post(PAGE, {**TYPED, "logo": picture()})
    browser.post(PAGE, {**TYPED, "without_logo": "on"})

    assert (Division.objects.get().logo.name, brand_of("Acme").logo_url) == ("", "")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("upload", "reason"),
    [
        (lambda: SimpleUploadedFile("logo.svg", SVG), "SVG files can contain programs"),
        (lambda: SimpleUploadedFile("logo.png", b"<?xml version='1.0'?>" + SVG), "SVG files can contain programs"),
        (lambda: SimpleUploadedFile("logo.png", b"\x89PNG\r\n\x1a\n broken"), "not a picture we can read"),
        (lambda: SimpleUploadedFile("logo.png", picture("BMP").read()), "not a picture we can read"),
        (lambda: SimpleUploadedFile("logo.png", b"x" * (2 * 1024 * 1024 + 1)), "larger than 2 MB"),
        (lambda: picture("PNG", size=(6000, 5000)), "not a picture we can read"),
    ],
)
def test_what_is_no_logo_is_refused_with_the_reason(
    max: User,
    at_desk: Browser,
    upload: Callable[[], SimpleUploadedFile],
    reason: str,
) -> None:
    answer = at_desk(max).post(PAGE, {**TYPED, "name": "Typed name", "logo": upload()})

    html = answer.content.decode()
    assert (answer.status_code, reason in html, 'value="Typed name"' in html) == (422, True, True)
    assert Division.objects.get().logo.name == ""


def test_globex_can_not_see_the_logo(max: User, globex: Tenant, at_desk: Browser) -> None:
    at_desk(max).post(PAGE, {**TYPED, "logo": picture()})
    stranger = at_desk()
    stranger.defaults["SERVER_NAME"] = "globex.localhost"

    assert stranger.get(brand_of("Acme").logo_url).status_code == 404

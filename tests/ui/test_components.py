"""How the parts are drawn."""

import re
from datetime import timedelta

import pytest
from django import forms
from django.template import engines
from django.utils import timezone, translation
from markupsafe import Markup

from accounts.models import Team
from ui import drawing as ui
from ui.components import looks_at_request


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def drawn(source: str, **context: object) -> str:
    """A snippet as a browser gets it, white space evened out."""
    html = engines["pages"].from_string(source).render(context)
    return re.sub(r"\s+", " ", html).strip()


def test_a_button_with_an_address_is_a_link():
    html = drawn('{% call ui.button(href="/tickets/42/", variant="primary", id="open") %}Open{% endcall %}')

    assert html == '<a href="/tickets/42/" class="button button-primary button-md " id="open"> Open </a>'


def test_a_button_of_an_icon_alone_still_has_a_name():
    html = drawn('{{ ui.button(type="button", icon="x", label="Close") }}')

    assert 'aria-label="Close"' in html
    assert "button-icon-only" in html


def test_what_people_type_is_escaped_in_every_part():
    evil = "<script>alert(1)</script>"
    parts = [
        "{{ ui.person(name=evil, detail=evil) }}",
        '{{ ui.attachment(name=evil, href="/x/") }}',
        "{% call ui.message(author=evil, to=evil) %}{{ evil }}{% endcall %}",
        '{{ ui.queue_row(number="1", href="/", subject=evil, snippet=evil, requester=evil) }}',
        '{{ ui.queue_row(number="1", href="/", subject=evil, requester=evil) }}',
        "{% call ui.badge() %}{{ evil }}{% endcall %}",
        '{% call ui.toast(level="info") %}{{ evil }}{% endcall %}',
    ]

    assert [part for part in parts if "<script" in drawn(part, evil=evil)] == []


def test_an_internal_note_says_that_it_is_one():
    assert "Internal note" in drawn('{% call ui.message(kind="internal", author="Ada") %}Psst{% endcall %}')
    assert "Internal note" not in drawn('{% call ui.message(kind="public", author="Ada") %}Hello{% endcall %}')


def test_an_overdue_date_is_marked_in_words_too():
    html = drawn("{{ ui.ago(at=due, future=true) }}", due=timezone.now() - timedelta(days=2, minutes=1))

    assert 'data-tone="danger"' in html
    assert "2 days overdue" in html


class Question(forms.Form):
    subject = forms.CharField(label="Subject", help_text="In a few words.")
    photo = forms.FileField(label="Photo", required=False)


def test_a_wrong_field_is_tied_to_its_help_and_its_error():
    html = drawn("{{ form.subject.as_field_group() }}", form=Question({"subject": ""}))

    assert 'aria-describedby="id_subject_helptext id_subject_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_subject_helptext"' in html
    assert 'id="id_subject_error"' in html
    assert "This field is required." in html


def test_a_file_field_is_a_place_to_drop_files():
    html = drawn("{{ form.photo.as_field_group() }}", form=Question())

    assert "data-dropzone" in html
    assert html.count('type="file"') == 1


def test_a_composer_keeps_what_was_typed_and_says_what_is_wrong():
    form = Question({"subject": "x" * 3})
    form.add_error("subject", "Too short.")
    html = drawn(
        '{{ ui.composer_form(kind="public", action="/a/", form=form, field="subject", label="Answer", alone=true) }}',
        form=form,
    )

    assert ">xxx</textarea>" in html.replace("> xxx", ">xxx")
    assert "Too short." in html


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ada Lovelace", "AL"), ("Support", "S"), ("", "?"), ("Dr. Peter von Schulz", "DS"), ("carla@acme.example", "CA")],
)
def test_initials_are_first_and_last(name, letters):
    assert ui.initials(name) == letters


def test_a_name_has_one_colour_everywhere():
    assert ui.hue("Ada Lovelace") == ui.hue(" ada lovelace ") == 1


@pytest.mark.parametrize(
    "page",
    [
        "404.html",
        "403.html",
        "400.html",
        "500.html",
        "errors/unknown_host.html",
        "errors/suspended.html",
        "errors/not_ready.html",
        "errors/csrf_failed.html",
    ],
)
def test_an_error_page_needs_neither_context_nor_database(page):
    html = engines["pages"].get_template(page).render()

    assert html.count("<h1>") == 1
    assert "</html>" in html


def test_what_is_drawn_once_is_drawn_again_in_other_words_and_other_languages():
    row = '{{ ui.queue_row(number=7, subject=subject, href="/", responsible=name) }}'

    assert "<b>" not in drawn(row, subject="<b>Lift</b>", name="Ada")
    assert "<b>Lift</b>" in drawn(row, subject=Markup("<b>Lift</b>"), name="Ada")
    assert "<b>" not in drawn(row, subject="<b>Lift</b>", name="Ada")
    assert "Nobody is responsible" in drawn(row, subject="Lift", name=None)
    with translation.override("de"):
        assert "Niemand zuständig" in drawn(row, subject="Lift", name=None)


def test_a_row_that_was_renamed_is_drawn_by_its_new_name():
    team = Team(pk=3, name="Heating")
    before = drawn("{{ ui.avatar(name=team, title=team) }}", team=team)
    team.name = "Lifts"

    assert ('title="Heating"' in before, 'title="Lifts"' in drawn("{{ ui.avatar(name=team, title=team) }}", team=team)) == (
        True,
        True,
    )


def test_only_what_looks_at_a_request_is_read_for_each():
    environment = engines["pages"].env

    assert [looks_at_request(environment, name) for name in ("queue_row", "menu", "form", "composer_form")] == [
        False,
        False,
        True,
        True,
    ]
    with pytest.raises(AttributeError, match="no component nonsense"):
        looks_at_request(environment, "nonsense")

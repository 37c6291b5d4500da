"""What people wrote, as a paper takes it."""

import pytest

from tickets.mail.clean import clean_html
from tickets.on_paper import BREAK_HERE, direction, written

PLAN = {"/attachments/7/": "Plan.png"}
TOO_MUCH = "This message is too long or too nested for paper"


def on_paper(html):
    return written(html, names=PLAN)


def test_a_message_fits_into_the_papers_outline():
    html = on_paper("<h1>One</h1><h4>Two</h4><li>lose</li><ul><li>in a list</li></ul>")

    headings = '<p class="written-heading">One</p><p class="written-heading">Two</p>'
    assert html == f'<div class="written" dir="ltr">{headings}<div>lose</div><ul><li>in a list</li></ul></div>'


def test_only_pictures_of_its_own_are_shown_and_all_have_words():
    html = on_paper('<img src="/attachments/7/" width="300" style="x"><img src="/attachments/8/" alt="Theirs"> and more')

    shown = '<img src="/attachments/7/" alt="Plan.png" style="width: 300px">'
    assert html == f'<div class="written" dir="ltr">{shown}<span>Theirs</span> and more</div>'


def test_cells_over_everything_are_cells():
    html = on_paper('<table><tr><td colspan="2">a</td><td colspan="99" rowspan="99">b</td></tr></table>')

    assert '<td colspan="2">a</td><td>b</td>' in html


def test_words_without_end_can_break():
    html = on_paper(f"<p>{'x' * 199} {'y' * 200}</p>")

    assert "x" * 199 in html
    assert BREAK_HERE.join(["y" * 40] * 5) in html


@pytest.mark.parametrize(
    "html",
    [f"<p>{'a b ' * 20_000}</p>", "<p>hi</p>" * 7_000, f"{'<blockquote>' * 50}x{'</blockquote>' * 50}"],
    ids=["long", "many", "deep"],
)
def test_what_would_take_minutes_is_plain_text(html):
    paper = on_paper(clean_html(html))

    assert TOO_MUCH in paper
    assert "<blockquote" not in paper
    assert paper.count("<p>") <= 1_500
    assert len(paper) < 70_000


@pytest.mark.parametrize(
    ("text", "expected"), [("Öl", "ltr"), ("42 שלום Oil", "rtl"), ("مرحبا", "rtl"), ("", "ltr"), ("1.2.3", "ltr")]
)
def test_the_first_letter_says_in_which_direction_it_reads(text, expected):
    assert direction(text) == expected

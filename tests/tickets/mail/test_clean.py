"""A stranger's HTML is shown without anything that acts, tracks or disguises."""

import pytest

from tests.tickets.mail.samples import SAMPLES, raw
from tickets.mail.clean import clean_html, html_to_text, text_to_html
from tickets.mail.parse import parse

IMAGES = {"image001.png@01DB": "/attachments/1/"}
LINK = 'target="_blank" rel="noopener noreferrer nofollow"'


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_shown_as_its_words_and_their_order(name):
    html = parse(raw(name)).html

    assert clean_html(html, images=IMAGES) == SAMPLES[name].get("page", "")
    assert html_to_text(html) == SAMPLES[name].get("page_as_text", "")


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p onclick=x style=y class=z id=a>Hallo</p>", "<p>Hallo</p>"),
        ("<scr<script>ipt>alert(1)</script>", "ipt&gt;alert(1)"),
        ("<img src=https://evil.example/p.gif><img src=data:image/png;base64,AA==>", ""),
        ("<img src=cid:unknown>", ""),
        ("<img src='cid:image001.png%4001DB' onerror=x width=9e9>", '<img alt="" src="/attachments/1/">'),
        ("<img src=/attachments/1/>", ""),
        ("<a href='java&#10;script:alert(1)'>x</a>", f"<a {LINK}>x</a>"),
        ("<a href='https://kunde.de' target=_self rel=opener>x</a>", f'<a href="https://kunde.de" {LINK}>x</a>'),
        ("<a href=/tickets/1/>x</a>", f"<a {LINK}>x</a>"),
        ("<td colspan=2>a</td><td colspan=9999>b</td>", "ab"),
        ("<center><font color=red>Rot</font></center>", "<div>Rot</div>"),
        ("<textarea><img src=x onerror=alert(1)></textarea>x", "x"),
        ("<style><!--</style><p>x</p>", "<p>x</p>"),
        ("<b data-quote=rest>x</b><p data-quote=x>y</p>", "<b>x</b><p>y</p>"),
        ("&#1;&#0;a\x00b", "\ufffda\ufffdb"),
        ("", ""),
    ],
)
def test_hostile_html_is_harmless(html, shown):
    assert clean_html(html, images=IMAGES) == shown


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table", "svg", "font", "select", "ul"])
def test_elements_nested_without_end_lose_their_tags(tag):
    shown = clean_html(f"<{tag}>" * 20_000 + "Hallo")

    assert shown.count("<") <= 600


def test_a_table_becomes_lines():
    html = "<table><tr><td>Menge</td><td>2</td></tr><tr><td>Preis</td><td>9</td></tr></table>"

    assert html_to_text(html) == "Menge 2\nPreis 9"


def test_text_becomes_paragraphs_with_links():
    shown = text_to_html("Hallo <b>\nWelt\n\n(siehe https://kunde.de/?a=1&b=2). Oder ada@acme.de!")

    assert shown == (
        "<p>Hallo &lt;b&gt;<br>\nWelt</p>\n"
        f'<p>(siehe <a href="https://kunde.de/?a=1&amp;b=2" {LINK}>https://kunde.de/?a=1&amp;b=2</a>). '
        f'Oder <a href="mailto:ada@acme.de" {LINK}>ada@acme.de</a>!</p>'
    )

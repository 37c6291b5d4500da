"""Nothing is fetched for a paper but what was given along."""

import pytest

from exports.fonts import drawable
from exports.paper import OnlyOurs, Picture

FONT = "http://paper.invalid/static/vendor/inter-latin.woff2"


@pytest.fixture
def fetcher():
    return OnlyOurs({"/attachments/7/": lambda: Picture(b"pixels", "image/png")})


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "https://a.example/x.png",
        "ftp://a.example/x",
        "data:image/png;base64,AAAA",
        "http://paper.invalid/attachments/8/",
        "http://paper.invalid.a.example/attachments/7/",
        "http://paper.invalid/static/vendor/../../manage.py",
        "http://paper.invalid/static/app.css",
        "/attachments/7/",
    ],
)
def test_no_other_address_is_opened(fetcher, address):
    with pytest.raises(ValueError, match="not on our paper"):
        fetcher.fetch(address)


def test_ours_are(fetcher):
    picture, font = fetcher.fetch("http://paper.invalid/attachments/7/"), fetcher.fetch(FONT)

    assert (picture.read(), picture.content_type) == (b"pixels", "image/png")
    assert font.read()[:4] == b"wOF2"


def test_what_no_font_can_draw_is_marked():
    """A character of private use is in no font; joiners and selectors are drawn by none."""
    assert drawable("Öl 40 % → Keller\u200d\ufe0f \ue0f7", fonts=()) == "Öl 40 % → Keller\u200d\ufe0f \N{REPLACEMENT CHARACTER}"

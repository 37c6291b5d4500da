"""Draws the photos and papers that invented people attach."""

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

SIZE = (800, 600)
Draw = ImageDraw.ImageDraw


@lru_cache
def picture(kind: str) -> bytes:
    """A small JPEG: somewhat blurred and grainy, as phones make them."""
    wall, paint = SCENES[kind]
    light = Image.linear_gradient("L").resize(SIZE).point(lambda value: 200 + value // 6)
    colour = ImageChops.multiply(light.convert("RGB"), Image.new("RGB", SIZE, wall))
    paint(ImageDraw.Draw(colour))
    grain = Image.effect_noise(SIZE, 22).convert("RGB")
    photo = Image.blend(colour.filter(ImageFilter.GaussianBlur(1.1)), grain, 0.12)
    return _saved(photo, "JPEG", quality=68)


@lru_cache(maxsize=32)
def sheet(title: str) -> bytes:
    """A one-page PDF with that title."""
    page = Image.new("L", (620, 877), 255)
    draw = ImageDraw.Draw(page)
    draw.text((60, 60), title[:44], font=_font(22), fill=20)
    for line in range(16):
        draw.rectangle((60, 140 + line * 30, 560 - (line * 97) % 180, 146 + line * 30), fill=205)
    draw.rectangle((360, 700, 560, 704), fill=60)
    return _saved(page, "PDF", resolution=75)


def _saved(image: Image.Image, form: str, **options: int) -> bytes:
    kept = BytesIO()
    image.save(kept, form, **options)
    return kept.getvalue()


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _display(draw: Draw) -> None:
    draw.rounded_rectangle((150, 120, 650, 480), 28, fill=(236, 236, 232), outline=(150, 150, 148), width=5)
    draw.rounded_rectangle((230, 180, 570, 330), 10, fill=(28, 44, 38))
    draw.text((300, 200), "E 12", font=_font(96), fill=(126, 255, 176))
    for at, colour in ((280, (210, 60, 50)), (400, (90, 94, 98)), (520, (90, 94, 98))):
        draw.ellipse((at - 28, 370, at + 28, 426), fill=colour)


def _stain(draw: Draw) -> None:
    for ring, tone in ((0, 190), (34, 176), (70, 160), (105, 172)):
        draw.ellipse((190 + ring, 140 + ring, 620 - ring, 470 - ring // 2), fill=(tone, tone - 22, tone - 60))
    draw.line((0, 60, 800, 40), fill=(140, 140, 140), width=4)


def _key(draw: Draw) -> None:
    draw.ellipse((120, 200, 300, 380), outline=(168, 150, 90), width=34)
    draw.rectangle((290, 272, 620, 306), fill=(176, 158, 98))
    for at in (480, 530, 580):
        draw.rectangle((at, 306, at + 26, 350), fill=(176, 158, 98))


def _gate(draw: Draw) -> None:
    draw.rectangle((120, 90, 680, 560), fill=(52, 56, 60))
    for top in range(90, 360, 34):
        draw.rectangle((120, top, 680, top + 28), fill=(170, 176, 182))
    draw.polygon([(120, 360), (680, 330), (680, 364), (120, 394)], fill=(150, 156, 162))


def _lamp(draw: Draw) -> None:
    draw.rectangle((140, 180, 660, 260), fill=(250, 250, 238), outline=(190, 190, 180), width=4)
    draw.rectangle((140, 330, 660, 410), fill=(120, 118, 104), outline=(90, 90, 86), width=4)


def _tree(draw: Draw) -> None:
    draw.polygon([(330, 600), (380, 120), (440, 120), (470, 600)], fill=(92, 70, 50))
    draw.polygon([(400, 220), (720, 400), (700, 436), (396, 280)], fill=(104, 80, 58))
    for x, y in ((230, 60), (360, 20), (480, 80), (620, 420), (690, 360)):
        draw.ellipse((x - 90, y - 60, x + 90, y + 90), fill=(74, 110, 62))


SCENES: dict[str, tuple[tuple[int, int, int], Callable[[Draw], None]]] = {
    "display": ((208, 206, 200), _display),
    "stain": ((246, 244, 240), _stain),
    "key": ((176, 138, 104), _key),
    "gate": ((168, 190, 206), _gate),
    "lamp": ((216, 218, 220), _lamp),
    "tree": ((188, 212, 236), _tree),
}

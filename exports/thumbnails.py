"""Pictures made small enough for paper; whatever is no picture of ours stays away."""

from io import BytesIO
from typing import Final

from django.core.files.base import File
from PIL import Image, ImageOps, UnidentifiedImageError

from exports.paper import Picture

FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP")
#: Sharp at the width of a page.
LARGEST: Final = (1400, 1400)
MOST_PIXELS: Final = 50_000_000


class Unreadable(ValueError):
    """Not a picture, or too large a one."""


def on_paper(file: "File[bytes]") -> Picture:
    """The first frame drawn anew, upright: nothing of the file but its pixels survives. Raises `Unreadable`."""
    try:
        with Image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Unreadable
            return _drawn(picture)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise Unreadable from error


def _drawn(picture: Image.Image) -> Picture:
    picture.draft("RGB", LARGEST)
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail(LARGEST)
    has_holes = upright.has_transparency_data
    drawn = BytesIO()
    if has_holes or picture.format == "PNG":
        upright.convert("RGBA" if has_holes else "RGB").save(drawn, "PNG")
        return Picture(drawn.getvalue(), "image/png")
    upright.convert("RGB").save(drawn, "JPEG", quality=85)
    return Picture(drawn.getvalue(), "image/jpeg")

"""Turns an uploaded picture into a logo that is safe to show on every page."""

from io import BytesIO
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

#: The box in which logos are shown, doubled for sharp screens.
BOX = (888, 220)
MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 24_000_000
FORMATS = ["PNG", "JPEG", "WEBP", "GIF"]


def logo_of(upload: BinaryIO, *, name: str, size: int) -> "ContentFile[bytes]":
    """The picture drawn anew as PNG, at most twice the size of its box: nothing of the upload but its pixels survives.

    Raises `ValidationError` that says why it can't be used.
    """
    if size > MOST_BYTES:
        raise ValidationError(_("This file is larger than 2 MB. Please choose a smaller one."))
    start = upload.read(1024)
    upload.seek(0)
    if name.lower().endswith((".svg", ".svgz")) or b"<svg" in start:
        raise ValidationError(_("SVG files can contain programs and are not accepted. Please save the logo as PNG."))
    return _drawn_anew(upload)


def _drawn_anew(upload: BinaryIO) -> "ContentFile[bytes]":
    try:
        _check(upload)
        with Image.open(upload, formats=FORMATS) as picture:
            picture.thumbnail(BOX)
            clean = BytesIO()
            picture.convert("RGBA").save(clean, "PNG", optimize=True)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise ValidationError(_("This is not a picture we can read. Please choose a PNG, JPEG, WebP or GIF file.")) from error
    return ContentFile(clean.getvalue(), name="logo.png")


def _check(upload: BinaryIO) -> None:
    """Its size is looked at before a single pixel is unpacked."""
    with Image.open(upload, formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError(picture.size)
        picture.verify()
    upload.seek(0)

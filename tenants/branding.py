"""A workspace's face: name, logo and a colour that stays readable."""

from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.urls import reverse

from tenants.compiled import CompiledRows
from tenants.divisions.models import DEFAULT_ACCENT, Division


@dataclass(frozen=True, slots=True)
class Brand:
    """What layouts and letters need; `accent_text` is the readable one of black and white on `accent`."""

    name: str
    logo_url: str
    accent: str
    accent_text: str

    @classmethod
    def of_the_house(cls) -> "Brand":
        return cls(name="Helpdesk", logo_url="", accent=DEFAULT_ACCENT, accent_text=text_on(DEFAULT_ACCENT))


def brand_of(name: str) -> Brand:
    """The face of the default division; `name` where it has no name of its own."""
    return brand_of_division(default_division(), name)


def default_division() -> Division | None:
    return next(iter(DEFAULT_DIVISION()), None)


DEFAULT_DIVISION = CompiledRows(lambda: Division.objects.filter(is_default=True))


def brand_of_division(division: Division | None, name: str) -> Brand:
    if division is None:
        return Brand(name=name, logo_url="", accent=DEFAULT_ACCENT, accent_text=text_on(DEFAULT_ACCENT))
    return Brand(
        name=division.name or name,
        logo_url=_logo_url(division),
        accent=division.accent,
        accent_text=text_on(division.accent),
    )


def text_on(colour: str) -> str:
    """`#ffffff` or `#111111`, whichever contrasts more with `#rrggbb` (WCAG relative luminance)."""
    light = luminance(colour)
    return "#ffffff" if 1.05 / (light + 0.05) >= (light + 0.05) / 0.0562 else "#111111"


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _logo_url(division: Division) -> str:
    if not division.logo:
        return ""
    return reverse("logo", urlconf=settings.URLCONF_OF_SURFACE["desk"], kwargs={"version": version_of(division)})


def version_of(division: Division) -> str:
    """Another picture has another one, so that browsers may keep each for ever."""
    return PurePath(division.logo.name or "").stem[:12]

"""Whether a colour can be read, and the nearest one that can (WCAG 2.2)."""

from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass

from tenants.branding import luminance, text_on

#: Words on a button, and the button on the page.
TEXT, SURFACE = 4.5, 3.0
#: The page in light mode; dark mode lightens the colour by itself.
PAPER = "#ffffff"
STEPS = 200


@dataclass(frozen=True, slots=True)
class Verdict:
    """`text` and `surface` are contrast ratios; `better` is the nearest readable colour, empty if this one is."""

    colour: str
    text: float
    surface: float
    better: str

    @property
    def is_readable(self) -> bool:
        return not self.better


def judge(colour: str) -> Verdict:
    """How well words stand on the colour, and how well the colour stands on white paper."""
    fine = _is_readable(colour)
    return Verdict(
        colour=colour,
        text=round(contrast(colour, text_on(colour)), 1),
        surface=round(contrast(colour, PAPER), 1),
        better="" if fine else _nearest(colour),
    )


def contrast(one: str, other: str) -> float:
    """1 to 21."""
    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _is_readable(colour: str) -> bool:
    return contrast(colour, text_on(colour)) >= TEXT and contrast(colour, PAPER) >= SURFACE


def _nearest(colour: str) -> str:
    """The same hue, as little darker or lighter as will do."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, light, strength = rgb_to_hls(red, green, blue)
    ways = sorted((abs(step / STEPS - light), step / STEPS) for step in range(STEPS + 1))
    shades = (_hex(hls_to_rgb(hue, level, strength)) for _, level in ways)
    return next(shade for shade in shades if _is_readable(shade))


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)

"""Which characters the fonts of this server can draw."""

import ctypes
import unicodedata
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any, Final

from fontTools.ttLib import TTFont

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
#: They are never drawn: controls, joiners, directions.
UNSEEN: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
SELECTORS: Final = range(0xFE00, 0xFE10)


class _FontSet(ctypes.Structure):
    """Fontconfig's own."""

    _fields_ = [("count", ctypes.c_int), ("room", ctypes.c_int), ("fonts", ctypes.POINTER(ctypes.c_void_p))]


def drawable(text: str, *, fonts: tuple[bytes, ...]) -> str:
    """The text with � for what neither `fonts` nor the server's can draw: an empty box would break PDF/UA-1 and say less."""
    own, has_glyph = _characters_of(fonts), _fontconfig()
    missing = [letter for letter in set(text) if not (ord(letter) in own or _is_unseen(letter) or has_glyph(ord(letter)))]
    return text.translate({ord(letter): REPLACEMENT for letter in missing})


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) in UNSEEN or ord(letter) in SELECTORS


@cache
def _characters_of(fonts: tuple[bytes, ...]) -> frozenset[int]:
    return frozenset(code for font in fonts for code in TTFont(BytesIO(font)).getBestCmap())


@cache
def _fontconfig() -> Callable[[int], bool]:
    """Asks the library that Pango asks; read once in a process, as Pango does."""
    library = ctypes.CDLL("libfontconfig.so.1")
    library.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
    library.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
    config = ctypes.c_void_p(library.FcInitLoadConfigAndFonts())
    found = library.FcConfigGetFonts(config, 0).contents
    sets = [_set_of(library, found.fonts[place]) for place in range(found.count)]
    return lambda code: any(library.FcCharSetHasChar(each, code) for each in sets if each)


def _set_of(library: Any, font: int) -> ctypes.c_void_p:
    characters = ctypes.c_void_p()
    library.FcPatternGetCharSet(ctypes.c_void_p(font), b"charset", 0, ctypes.byref(characters))
    return characters

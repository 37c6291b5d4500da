"""What customers and agents of a crowd say, with the words of a large desk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from helpdesk.demo.crowd.vocabulary import Vocabulary, Word, by_rank

#: Sentences that are made once and said often, for each category and speaker; fewer where there are few tickets.
SENTENCES = 1_500
SPEAKERS = {"K": "customer", "A": "agent", "N": "note"}
SIGNS = "ABCDEFGHKLMNPRSTUVWXYZ"
#: How many messages in a hundred name something that hardly another one names.
WITH_DETAIL = 30


@dataclass(frozen=True, slots=True)
class Speech:
    """Sentences by category and speaker; with dice of whoever asks, so that the same dice say the same."""

    vocabulary: Vocabulary
    sentences: Mapping[tuple[str, str], Sequence[str]]

    def subject(self, category: str, dice: Random) -> str:
        return self._sentence("subject", category, dice)[:200]

    def text(self, speaker: str, category: str, name: str, dice: Random, *, also: str = "") -> str:
        """A whole message. `name` stands below what is no internal note; `also` is said as well."""
        pool, raw = self.sentences[category, speaker], self.vocabulary.raw
        said = [_one_of(pool, dice) for _ in range(1 + int(dice.random() * 4))]
        if dice.random() * 100 < WITH_DETAIL:
            said.append(self._sentence("detail", category, dice))
        if also:
            said.append(also)
        if speaker == "N":
            return " ".join(said)
        bye = _one_of(raw["bye" if speaker == "K" else "answers_bye"], dice)
        return f"{_one_of(raw['hello'], dice)}\n\n{' '.join(said)}\n\n{bye}\n{name}"

    def _sentence(self, kind: str, category: str, dice: Random) -> str:
        return _filled(self.vocabulary, kind, category, dice)


def speech_of(vocabulary: Vocabulary, *, amount: int, dice: Random) -> Speech:
    """Enough different sentences for so many tickets."""
    many = max(30, min(SENTENCES, amount // 4))
    return Speech(
        vocabulary,
        {
            (category, speaker): [_filled(vocabulary, kind, category, dice) for _ in range(many)]
            for category in vocabulary.categories
            for speaker, kind in SPEAKERS.items()
        },
    )


def html_of(text: str) -> str:
    """As `text_to_html` would write words without addresses and signs that HTML means something by."""
    paragraphs = [paragraph.replace("\n", "<br>\n") for paragraph in text.split("\n\n")]
    return "\n".join([f"<p>{paragraph}</p>" for paragraph in paragraphs])


def _filled(vocabulary: Vocabulary, kind: str, category: str, dice: Random) -> str:
    raw, words = vocabulary.raw, vocabulary.words[category]
    pattern: str = _one_of(raw["say"][kind], dice)
    made = pattern.format_map(_Values(raw, words, dice))
    return made[0].upper() + made[1:]


class _Values(dict[str, Any]):
    """What stands for `{nom}` and the like, drawn only where a sentence asks for it."""

    def __init__(self, raw: Mapping[str, Any], words: Sequence[Word], dice: Random) -> None:
        super().__init__()
        self._raw, self._words, self._dice = raw, words, dice

    def __missing__(self, key: str) -> str:
        dice, raw = self._dice, self._raw
        if key in Word._fields:
            return str(getattr(by_rank(self._words, dice), key))
        if key in ("ort", "zeit", "tag"):
            return str(_one_of(raw[{"ort": "places", "zeit": "times", "tag": "days"}[key]], dice))
        if key == "serie":
            return f"{_one_of(SIGNS, dice)}{_one_of(SIGNS, dice)}{int(dice.random() * 10**6):06}"
        return str(8 + int(dice.random() * 9) if key == "uhr" else 100 + int(dice.random() * 9_900))


def _one_of(things: Sequence[Any], dice: Random) -> Any:
    """Five times as quick as `choice`, and there are millions."""
    return things[int(dice.random() * len(things))]

"""Fonts that lie: what their characters stand for, where evidence allows to say; what stays
unreadable.

A font need not tell which characters its glyphs stand for, and some tell it wrongly: other letters
throughout, numbers in the place of letters, private-use characters for bullets. What was mended
shows as a repair of the line.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import islice, pairwise
from operator import itemgetter, ne, or_
from typing import Final

from briefing_ingest.extract.pdf.findings import Passage
from briefing_ingest.extract.pdf.letters.ciphers import (
    Key,
    apply_key,
    complete_key,
    find_key,
    merit,
)
from briefing_ingest.extract.pdf.letters.language import (
    is_rubbish,
    known_share,
    looks_like_language,
    words_of,
)
from briefing_ingest.extract.pdf.page.glyphs import Glyph
from briefing_ingest.model import Line

LOST: Final = "\ufffd"
_ODD: Final = re.compile("[\ue000-\uf8ff\ufffd]")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
_SYMBOLS: Final = re.compile("symbol|wingding|dingbat|webding|marlett|bullet|icon", re.I)
# What the symbol fonts of office programs show at the places that lists use; of the two fonts
# Symbol and Wingdings.
_BULLETS: Final[Mapping[str, str]] = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf06e": "■", "\uf06c": "●", "\uf071": "❑",
    "\uf076": "❖", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0e0": "→", "\uf0e8": "➔",
    "\uf0a8": "◻", "\uf06f": "□", "\uf02d": "−", "\uf020": " ",
}  # fmt: skip
# The same places where the font of the second sort is told as if it were one of letters.
_DINGBATS: Final = re.compile("wingding", re.I)
# A font with this many letters on one page that make words is believed on all others.
_MIN_TRUSTED_LETTERS: Final = 200
# How much better (as `merit` counts) the text must look for the key of another font to be this
# one's too.
_MIN_MERIT_GAIN: Final = 0.2
# With fewer words than this nothing can be said of how many are known.
_MIN_JUDGED_WORDS: Final = 8
# Unreadable: this share of a line's characters lost, and so many of them on the page.
_MAX_LOST_SHARE: Final = 0.15
_MIN_LOST_CHARACTERS: Final = 2
_SAMPLE_CHARACTERS: Final = 40
_GLANCE: Final = itemgetter(*map(Glyph._fields.index, ("text", "size", "baseline", "font", "told")))


@dataclass
class Fonts:
    """What is known of a document's fonts by name: those that tell the truth, and the keys to those
    that lie.
    """

    trusted: set[str] = field(default_factory=set)
    keys: dict[str, Key] = field(default_factory=dict)
    numbers_tell: bool = False
    """Whether a font was found whose own numbers are those of the characters."""


@dataclass
class _FontText:
    """What the font of one name tells on a page: its text, one character a glyph, and the indices
    of the glyphs.
    """

    text: list[str] = field(default_factory=list)
    places: list[tuple[int, str]] = field(default_factory=list)
    bases: dict[str, str] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)

    def add(self, index: int, alias: str, base: str, *, lost: bool) -> None:
        """Puts a glyph behind, whose font tells ``base`` or, if it is ``lost``, only a number."""
        if lost or alias != base:
            self.bases[alias] = base
        if lost:
            self.lost.add(alias)
        self.text.append(alias)
        self.places.append((index, alias))


def mended(glyphs: Sequence[Glyph], fonts: Fonts) -> Sequence[Glyph]:
    """The characters of a page with what they stand for, as far as it can be told; ``fonts`` learns
    from the page.

    `Glyph.told` of what comes in is the font's own number of a character without a text; of what
    goes out it is what stands in the raw text of a mended character.
    """
    dingbats = {glyph.font for glyph in glyphs if _DINGBATS.search(glyph.font)}
    odd = bool(dingbats) or _ODD.search("".join(glyph.text for glyph in glyphs)) is not None
    if not odd and (_are_trusted(glyphs, fonts) or _tell_the_truth(glyphs, fonts)):
        return glyphs
    changed = dict(_mend_fonts(glyphs, fonts, odd=odd))
    if odd:
        changed.update(_replace_symbols(glyphs, dingbats))
    return [changed.get(index, glyph) for index, glyph in enumerate(glyphs)]


def _mend_fonts(glyphs: Sequence[Glyph], fonts: Fonts, *, odd: bool) -> Iterator[tuple[int, Glyph]]:
    """Characters that fonts of a page tell wrongly, by index, as what they stand for; ``odd`` says
    whether some characters of the page have no meaning.
    """
    texts = _texts_by_font(glyphs)
    # The fonts with most text first: what is found out there helps with the others.
    for name, page in sorted(texts.items(), key=lambda item: -len(item[1].places)):
        yield from _applied(glyphs, page, _key(name, page, fonts))
        if odd and name in fonts.keys:
            yield from _spaces(glyphs, name)


def _are_trusted(glyphs: Sequence[Glyph], fonts: Fonts) -> bool:
    """Whether earlier pages showed that all fonts of the page tell the truth."""
    return fonts.trusted.issuperset({glyph.font for glyph in glyphs})


def _replace_symbols(
    glyphs: Sequence[Glyph], dingbats: AbstractSet[str]
) -> Iterator[tuple[int, Glyph]]:
    """Private-use characters and letters of the fonts ``dingbats``, by index, as what they show."""
    for index, glyph in enumerate(glyphs):
        if _PRIVATE.fullmatch(glyph.text):
            yield index, _public(glyph)
        elif glyph.font in dingbats and (sign := _sign(glyph.text)):
            yield index, glyph._replace(text=sign, told=glyph.text, repair="symbol_font")


def _tell_the_truth(glyphs: Sequence[Glyph], fonts: Fonts) -> bool:
    """Whether, at a glance, nothing speaks against any font of a page; ``fonts`` learns which can
    be trusted.

    Not where characters are lost, or where a key that was found for one font might be that of
    another.
    """
    letters, sizes, baselines, names, told = zip(*map(_GLANCE, glyphs), strict=True)
    if any(told):
        return False
    texts = _join_by_font(letters, sizes, baselines, names)
    verdicts = {name: looks_like_language(words_of(text)) for name, text in texts.items()}
    if False in verdicts.values() or (None in verdicts.values() and fonts.keys):
        return False
    counts = Counter(
        name for name, letter in zip(names, letters, strict=True) if not letter.isspace()
    )
    fonts.trusted.update(
        name
        for name, verdict in verdicts.items()
        if verdict and counts[name] >= _MIN_TRUSTED_LETTERS
    )
    return True


def _join_by_font(
    letters: Sequence[str],
    sizes: Sequence[float],
    baselines: Sequence[float],
    names: Sequence[str],
) -> Mapping[str, str]:
    """The text of each font of a page, with a space where a new line begins; all arguments are one
    value a glyph.
    """
    texts: dict[str, list[str]] = {name: [] for name in names}
    changes = zip(baselines, islice(baselines, 1, None), islice(sizes, 1, None), strict=False)
    jumps = [abs(after - before) > 0.5 * size for before, after, size in changes]
    fonts_change = map(ne, names, islice(names, 1, None))
    starts = [
        0,
        *(i for i, ends in enumerate(map(or_, jumps, fonts_change), start=1) if ends),
        len(letters),
    ]
    for start, end in pairwise(starts):
        if start and jumps[start - 1]:
            for name in {names[start - 1], names[start]}:
                texts[name].append(" ")
        texts[names[start]].append("".join(letters[start:end]))
    return {name: "".join(parts) for name, parts in texts.items()}


class _Aliases:
    """Names for characters that fonts tell, so that those of two fonts of one name are told
    apart.
    """

    def __init__(self) -> None:
        self._aliases: dict[tuple[str, int, str, bool], str] = {}
        self._faces: dict[tuple[str, str], int] = {}

    def name(self, glyph: Glyph, base: str) -> str:
        """One character: ``base``, what the font tells, where that is one and of the first font of
        the name that tells it; else another, from Unicode's private use.
        """
        lost = bool(glyph.told)
        if not lost and len(base) == 1 and self._first_face(glyph, base) == glyph.face:
            return base
        following = chr(0xF0000 + len(self._aliases))
        return self._aliases.setdefault((glyph.font, glyph.face, base, lost), following)

    def _first_face(self, glyph: Glyph, base: str) -> int:
        return self._faces.setdefault((glyph.font, base), glyph.face)


def _texts_by_font(glyphs: Sequence[Glyph]) -> dict[str, _FontText]:
    """What each font tells. Characters that two fonts of one name tell are told apart by an
    alias.
    """
    texts: dict[str, _FontText] = defaultdict(_FontText)
    aliases = _Aliases()
    last: Glyph | None = None
    for index, glyph in enumerate(glyphs):
        page = texts[glyph.font]
        if last is not None and abs(glyph.baseline - last.baseline) > 0.5 * glyph.size:
            for name in {last.font, glyph.font}:
                texts[name].text.append(" ")
        last = glyph
        base = glyph.told or glyph.text
        if not glyph.told and (base == LOST or base.isspace()):
            page.text.append(" ")
        else:
            page.add(index, aliases.name(glyph, base), base, lost=bool(glyph.told))
    return texts


def _key(name: str, page: _FontText, fonts: Fonts) -> Key:
    """What the characters of a font stand for; empty for what they are. Lost ones that cannot be
    told are left out.
    """
    text = "".join(page.text)
    as_told = apply_key(text, page.bases)
    sure = looks_like_language(words_of(as_told))
    if sure and len(page.lost) <= 0.5 * len(set(text)):
        if not page.lost and len(page.places) >= _MIN_TRUSTED_LETTERS:
            fonts.trusted.add(name)
        truth = _without_lost(page)
        return {**truth, **_completed(text, page, truth)}
    numbers_may_tell = sure or (sure is None and fonts.numbers_tell)
    if numbers_may_tell and page.lost and as_told.isprintable():
        fonts.numbers_tell = True
        return dict(page.bases)
    key = _find_or_borrow_key(text, page, fonts, is_judged=sure is not None)
    if key is None:
        return _without_lost(page)
    fonts.keys.setdefault(name, {page.bases.get(c, c): new for c, new in key.items()})
    return key


def _find_or_borrow_key(text: str, page: _FontText, fonts: Fonts, *, is_judged: bool) -> Key | None:
    """The key to a text that is no language, its own or that of another font; only another's where
    the text is too short to be judged.
    """
    key = find_key(text, page.bases) if is_judged else None
    return _borrow_key(text, page, fonts) if key is None else key


def _without_lost(page: _FontText) -> Key:
    """What the font tells of its characters, except the lost ones."""
    return {alias: base for alias, base in page.bases.items() if alias not in page.lost}


def _borrow_key(text: str, page: _FontText, fonts: Fonts) -> Key | None:
    """The first key of another font that makes ``text`` clearly more like language."""
    return next((key for key in _known(fonts, page) if _is_better(text, key, page.bases)), None)


def _is_better(text: str, key: Key, plain: Key) -> bool:
    told, shown = (words_of(apply_key(text, one)) for one in (plain, key))
    known = (
        known_share(shown) > known_share(told) + _MIN_MERIT_GAIN or len(shown) < _MIN_JUDGED_WORDS
    )
    return known and merit(text, key) > merit(text, plain) + _MIN_MERIT_GAIN


def _completed(text: str, page: _FontText, truth: Key) -> Key:
    """Single lost characters of a font that tells the truth otherwise: most often ligatures."""
    if not page.lost:
        return {}
    key = complete_key(text, {**truth, **dict.fromkeys(page.lost, "\0")}, sorted(page.lost))
    return {c: key[c] for c in page.lost if key[c] != "\0"}


def _known(fonts: Fonts, page: _FontText) -> Iterator[Key]:
    """The keys of other fonts, for the characters of this page."""
    for key in fonts.keys.values():
        yield {c: key.get(page.bases.get(c, c), page.bases.get(c, c)) for _, c in page.places}


def _applied(glyphs: Sequence[Glyph], page: _FontText, key: Key) -> Iterator[tuple[int, Glyph]]:
    for index, alias in page.places:
        glyph = glyphs[index]
        new = key.get(alias, alias)
        if glyph.told:
            known = alias in key and new.isprintable()
            yield (
                index,
                glyph._replace(
                    text=new if known else LOST,
                    told=LOST if known else "",
                    repair="unmapped_font" if known else "",
                ),
            )
        elif new != glyph.text:
            yield index, glyph._replace(text=new, told=glyph.text, repair="shifted_font")


def _spaces(glyphs: Sequence[Glyph], name: str) -> Iterator[tuple[int, Glyph]]:
    """Characters without a meaning that stand alone among those of a font with a key: its
    spaces.
    """
    for index, (before, glyph) in enumerate(pairwise(glyphs), start=1):
        alone = before.text != LOST and (index + 1 == len(glyphs) or glyphs[index + 1].text != LOST)
        if alone and glyph.text == LOST and not glyph.told and glyph.font == before.font == name:
            yield index, glyph._replace(text=" ", told=LOST, repair="shifted_font")


def _sign(text: str) -> str:
    """What a font of signs shows at the place of a letter; "" where lists do not use it."""
    return (
        _BULLETS.get(chr(0xF000 + ord(text)), "")
        if len(text) == 1 and "!" <= text <= "\xff"
        else ""
    )


def _public(glyph: Glyph) -> Glyph:
    """A private-use character as the one it shows: of symbol fonts the bullets; of others what lies
    0xF000 below.
    """
    plain = chr(ord(glyph.text) - 0xF000) if "\uf021" <= glyph.text <= "\uf07e" else ""
    symbol = _BULLETS.get(glyph.text, "")
    new = symbol if _SYMBOLS.search(glyph.font) else plain or symbol
    return glyph._replace(text=new, told=glyph.text, repair="private_use") if new else glyph


# --- what stays unreadable ------------------------------------------------------------------------


def unreadable(lines: Sequence[Line]) -> Iterator[Passage]:
    """The passage of a page's lines that cannot be trusted, if there is one: characters lost or
    guessed, words of no language.
    """
    passage = _lost_passage(lines) or _guessed_passage(lines) or _rubbish_passage(lines)
    if passage is not None:
        yield passage


def _lost_passage(lines: Sequence[Line]) -> Passage | None:
    """The first line that lost many of its characters."""
    bad = [line for line in lines if _lost(line.text) > _MAX_LOST_SHARE * len(line.text.strip())]
    count = sum(_lost(line.text) for line in bad)
    if count < _MIN_LOST_CHARACTERS:
        return None
    total = sum(len(line.text.strip()) for line in lines)
    cause = (
        f"The fonts do not tell {count} of the {total} characters of the page ({_sample(bad[0])})."
    )
    return Passage(bad[0].page, bad[0].number, cause)


def _guessed_passage(lines: Sequence[Line]) -> Passage | None:
    """The first line whose letters were guessed from the words they make."""
    guessed = [line for line in lines if _is_guessed(line)]
    if not guessed:
        return None
    cause = (
        f"The fonts tell other letters than they show. {len(guessed)} lines were put right by "
        f"the words they make "
        f"({_sample(guessed[0])}); digits, signs and names in them may still be wrong."
    )
    return Passage(guessed[0].page, guessed[0].number, cause)


def _is_guessed(line: Line) -> bool:
    return any("shifted_font" in piece.repairs for piece in line.traced.pieces)


def _rubbish_passage(lines: Sequence[Line]) -> Passage | None:
    """The first line, where the words of all are of no language."""
    if not lines or not is_rubbish(words_of(" ".join(line.text for line in lines))):
        return None
    cause = (
        f"The words of the page are none of a language we know ({_sample(lines[0])}); its "
        f"fonts may lie."
    )
    return Passage(lines[0].page, lines[0].number, cause)


def _lost(text: str) -> int:
    return len(_ODD.findall(text))


def _sample(line: Line) -> str:
    text = " ".join(line.text.split())
    return f"“{text[:_SAMPLE_CHARACTERS]}…”" if len(text) > _SAMPLE_CHARACTERS else f"“{text}”"

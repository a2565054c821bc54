"""What the terms of a publication look like: licences by name, abbreviation and address, notices.

An id is that of the SPDX list where it has the licence; else it begins with "LicenseRef-", as SPDX
asks for: a licence whose version is not said ("LicenseRef-CC-BY-NC"), one adapted to a country, a
notice of copyright.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

REF: Final = "LicenseRef-"
"""What the ids begin with that the SPDX list does not have."""
ALL_RIGHTS_RESERVED: Final = f"{REF}all-rights-reserved"
CROWN_COPYRIGHT: Final = f"{REF}Crown-copyright"
PARLIAMENTARY_COPYRIGHT: Final = f"{REF}Parliamentary-copyright"
NOTICES: Final = (ALL_RIGHTS_RESERVED, CROWN_COPYRIGHT, PARLIAMENTARY_COPYRIGHT)
"""Ids of notices, which grant nothing: any licence goes before them."""

# --- Creative Commons -----------------------------------------------------------------------------

_CC_URL: Final = re.compile(
    r"""
    creativecommons\.org/
    (?: licenses/ (?P<terms> [a-z]{2}(?:-[a-z]{2})* )
        (?: / (?P<version> \d\.\d ) (?: / (?P<country> [a-z]{2,3} ) (?![\w.]) )? )?
      | publicdomain/ (?P<public> zero | mark ) / )
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""As in "creativecommons.org/licenses/by-nc/2.0/uk/"; not "creativecommons.org/about"."""

_BETWEEN: Final = r"[\s,/_‐‑–—-]*+"
_TERM: Final = (
    r"(?:Non-?\s?Commercial|NC|No-?\s?Deriv(?:ative)?s?(?:\sWorks?)?|ND|Share-?\s?Alike|SA)\b"
)
_COUNTRIES: Final = {
    "IGO": r"IGO|Intergovernmental Organi[sz]ations?",
    "UK": r"UK|England (?:and|&) Wales|United Kingdom",
    "SCOTLAND": r"(?:UK:? )?Scotland",
    "US": r"US\b|USA|United States",
    "AU": r"AU\b|Australia",
    "NZ": r"NZ\b|New Zealand",
    "IE": r"Ireland",
    "DE": r"DE\b|Germany",
    "NL": r"NL\b|Netherlands",
    "AT": r"AT\b|Austria",
    "FR": r"FR\b|France",
    "CA": r"CA\b|Canada",
}
_COUNTRY: Final = "|".join(f"(?P<in_{code.lower()}>{names})" for code, names in _COUNTRIES.items())
_VERSION_WORDS: Final = (
    r"(?:[\s(,‐‑–—-]|v(?:ersion|\.)?|international|unported|generic|public|licen[cs]e)*+"
)
_CC_NAME: Final = re.compile(
    rf"""
    (?: \b Creative \s Commons (?:['’]s?)? (?: \s Licen[cs]e )? [\s:,(‐‑–—-]*+
          (?: Attribution | BY )
      | \b CC {_BETWEEN} (?: Attribution | BY ) ) \b
    (?P<terms> (?: {_BETWEEN} {_TERM} )*+ )
    (?: {_VERSION_WORDS} (?P<version> \d\.\d )
        (?! \d | \.\d | \s? (?: % | per | million | bn ) )
        (?: [\s(,]*+ (?: {_COUNTRY.replace(" ", "[ ]")} ) )? )?
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""As in "Creative Commons Attribution-NonCommercial 3.0 Unported", "CC BY-NC"."""
_CC_ZERO: Final = re.compile(r"\bCC[ -]?(?:0|Zero)\b|\bCreative Commons Zero\b", re.IGNORECASE)

_PORTED: Final = frozenset(
    "CC-BY-2.5-AU CC-BY-3.0-AT CC-BY-3.0-AU CC-BY-3.0-DE CC-BY-3.0-IGO CC-BY-3.0-NL CC-BY-3.0-US "
    "CC-BY-NC-3.0-DE CC-BY-NC-ND-3.0-DE CC-BY-NC-ND-3.0-IGO CC-BY-NC-SA-2.0-DE CC-BY-NC-SA-2.0-FR "
    "CC-BY-NC-SA-2.0-UK CC-BY-NC-SA-3.0-DE CC-BY-NC-SA-3.0-IGO CC-BY-ND-3.0-DE CC-BY-SA-2.0-UK "
    "CC-BY-SA-2.1-JP CC-BY-SA-3.0-AT CC-BY-SA-3.0-DE CC-BY-SA-3.0-IGO".split()
)
"""The licences adapted to a country or kind of body that the SPDX list has."""


def _cc_id(terms: Sequence[str], version: str | None, country: str = "") -> str:
    """The id of a licence that asks for attribution and for ``terms``, in the order of SPDX."""
    kind = "-".join(["CC-BY", *(term for term in ("NC", "ND", "SA") if term in terms)])
    if not version:
        return f"{REF}{kind}"
    if not country or version == "4.0":  # that version has none for a country
        return f"{kind}-{version}"
    ported = f"{kind}-{version}-{country.upper()}"
    return ported if ported in _PORTED else f"{REF}{ported}"


def _cc_by_url(match: re.Match[str]) -> str:
    if match["public"]:
        return "CC0-1.0" if match["public"].lower() == "zero" else "CC-PDM-1.0"
    terms = match["terms"].upper().split("-")
    return _cc_id(terms, match["version"], match["country"] or "") if "BY" in terms else ""


def _cc_by_name(match: re.Match[str]) -> str:
    said = re.sub(r"[\W_]", "", match["terms"]).upper()
    said = re.sub("NONCOMMERCIAL", "NC", said)
    said = re.sub("SHAREALIKE", "SA", re.sub("NODERIV(?:ATIVE)?S?(?:WORKS?)?", "ND", said))
    country = next((code for code in _COUNTRIES if match[f"in_{code.lower()}"]), "")
    return _cc_id(re.findall("..", said), match["version"], country)


# --- public bodies --------------------------------------------------------------------------------

_OPEN_UK: Final = re.compile(
    r"""
    \b (?: open[ -](?P<of>government|parliament)[ -]licen[cs]e \b | (?P<short>OGL|OPL) \b )
    (?! \s*[‐‑–—-]\s* (?: Canada | Ontario | Alberta | British | Nova ) )
    (?: [\s,]*+ for [ ] public [ ] sector [ ] information )? (?: \s?\((?:the\s)?O[GP]L\) )?
    (?: [\s,(/‐‑–—-]*+ (?: v(?:ersion)?[\s./]*+ )? (?P<version>[1-3]) (?:\.0)? \b (?!\.?\d) )?
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""As in "Open Government Licence v3.0", ".../open-government-licence/version/2/"; not that of
Canada."""
_ON_SPDX_LIST: Final = frozenset({"OGL-UK-1.0", "OGL-UK-2.0", "OGL-UK-3.0", "OPL-UK-3.0"})


def _open_uk(match: re.Match[str]) -> str:
    name = (match["short"] or f"O{match['of'][0]}L").upper() + "-UK"
    if not match["version"]:
        return "" if match["short"] else f"{REF}{name}"
    exact = f"{name}-{match['version']}.0"
    return exact if exact in _ON_SPDX_LIST else f"{REF}{exact}"


_NOTICE_FORMS: Final = (
    (ALL_RIGHTS_RESERVED, re.compile(r"\ball rights reserved\b", re.IGNORECASE)),
    (CROWN_COPYRIGHT, re.compile(r"\bcrown copyright\b", re.IGNORECASE)),
    (PARLIAMENTARY_COPYRIGHT, re.compile(r"\bparliamentary copyright\b", re.IGNORECASE)),
)

# --- what a text states ---------------------------------------------------------------------------


class _Found(NamedTuple):
    """A licence in a text: where it begins, and its id."""

    start: int
    id: str


def _licences_in(text: str) -> Iterator[_Found]:
    for pattern, read in (
        (_CC_URL, _cc_by_url),
        (_CC_NAME, _cc_by_name),
        (_OPEN_UK, _open_uk),
    ):
        for match in pattern.finditer(text):
            yield _Found(match.start(), read(match))
    yield from (_Found(match.start(), "CC0-1.0") for match in _CC_ZERO.finditer(text))


def licence_id(text: str) -> str:
    """The id of the licence that ``text`` names or links to, else of its notice; "" if none.

    Of several licences the first counts, in the fullest form that the text has of it.

    >>> licence_id("licensed under CC BY-NC, https://creativecommons.org/licenses/by-nc/2.0/uk/")
    'LicenseRef-CC-BY-NC-2.0-UK'
    >>> licence_id("© Crown copyright 2013, under the Open Government Licence v3.0")
    'OGL-UK-3.0'
    """
    found = sorted(item for item in _licences_in(text) if item.id)
    if found:
        first = found[0].id
        fuller = [item.id for item in found if is_refined_by(first, item.id)]
        return max(fuller, key=len, default=first)
    return next((name for name, form in _NOTICE_FORMS if form.search(text)), "")


_TERMS_ONLY: Final = re.compile(r"(?:NC|ND|SA)\b.*")


def is_refined_by(licence: str, other: str) -> bool:
    """Whether ``other`` is the licence of which ``licence`` leaves the version or country open.

    >>> is_refined_by("LicenseRef-CC-BY", "CC-BY-4.0"), is_refined_by("CC-BY-4.0", "CC-BY-3.0")
    (True, False)
    """
    stem, fuller = licence.removeprefix(REF), other.removeprefix(REF)
    if licence == other or not fuller.startswith(f"{stem}-"):
        return False
    return _TERMS_ONLY.fullmatch(fuller.removeprefix(f"{stem}-")) is None


def permissions(licence: str) -> tuple[bool | None, bool | None]:
    """Whether a licence permits derivatives and commercial use; None where it is not known.

    >>> permissions("CC-BY-NC-4.0"), permissions("LicenseRef-Crown-copyright")
    ((True, False), (None, None))
    """
    if licence == ALL_RIGHTS_RESERVED:
        return False, False
    if licence in NOTICES:
        return None, None
    terms = licence.split("-")
    return "ND" not in terms, "NC" not in terms


# --- whether a text states its own terms ----------------------------------------------------------

_WORK: Final = (
    r"(?:publication|report|document|work|paper|briefing|brief|post|article|blog|guide|guidance"
    r"|toolkit|factsheet"
    r"|newsletter|book|study|resource|page|website|site|material|content|text|information)"
)
_UNDER: Final = (
    r"(?:licen[sc]ed|available|published|released|distributed|shared) (?:freely "
    r"|in open access )?under\b"
)
STATES_TERMS: Final = re.compile(
    # the work is under a licence, not something that the text tells of
    rf"\b(?:this|these|the|our|all|any|original|unless|except)\s(?:[\w-]+\s){{0,4}}?{_WORK}s?\b"
    rf"[^.]{{0,80}}?(?<!\bbe )\b{_UNDER}"
    rf"|\A\W*(?:{_WORK}s?\s(?:is |are )?)?(?:in open access )?{_UNDER}"
    rf"|{_WORK} is available in open access under\b"
    r"|\byou (?:may|can|are free to) (?:[\w/-]+ ){0,3}?(?:re-?use|use|copy|share"
    r"|adapt)\b.*\blicen[sc]e"
    r"|\bcontains public sector information licen[sc]ed\b|\b(?:to view"
    r"|see) (?:a copy of )?this licen[sc]e\b"
    r"|\A\W*(?:©|\(c\)|copyright)\W.{0,120}\d{4}|\A.{0,60}© (?:crown )?copyright\b",
    re.IGNORECASE | re.DOTALL,
)
"""What a text says that states the terms of the work."""
NAMES_LICENCE: Final = re.compile(
    r"\bCreative Commons\b.*\bLicen[sc]e\b|\blicen[sc]ed under\b|\A\W*Open Government Licence\b",
    re.IGNORECASE | re.DOTALL,
)
"""What a short text has that states the terms of the work."""

_OWN: Final = re.compile(
    rf"\b(?:this|these|our|all|unless|except)\s(?:[\w-]+\s){{0,4}}?{_WORK}s?\b"
    rf"[^.]{{0,80}}?(?<!\bbe )\b{_UNDER}"
    r"|\byou (?:may|can|are free to) (?:[\w/-]+ ){0,3}?(?:re-?use|use|copy|share|adapt)\b"
    r"|\A\W*(?:©|\(c\)|copyright\b|licen[sc]ed? (?:under|:)|creative commons\b|CC[ -]BY\b|OGL\b"
    r"|open (?:government|parliament) licen[sc]e\b|crown copyright\b|all rights reserved\b"
    rf"|{_UNDER})",
    re.IGNORECASE | re.DOTALL,
)
_PART: Final = re.compile(
    r"\b(?:photo(?:graph)?s?|images?|pictures?|illustrations?|icons?|fonts?|music|maps?|logos?"
    r"|charts?|figures?|videos?|cover|flickr|unsplash|wikimedia)\b",
    re.IGNORECASE,
)
_WHOLE: Final = re.compile(rf"\b{_WORK}s?\b", re.IGNORECASE)
_MAX_FOOTER_WORDS: Final = 90
_SENTENCE: Final = re.compile(r"[^.!?]*+(?:[.!?](?!\s+[A-Z(“\"©]|\s*\Z)[^.!?]*+)*+[.!?]?\s*+")
_MAX_READ_CHARACTERS: Final = 6000


def is_of_part(text: str) -> bool:
    """Whether the licence in ``text`` is that of a picture or another part, not of the work.

    >>> is_of_part("Photo: Jo Hart, CC BY 2.0"), is_of_part("Text and images: CC BY 2.0")
    (True, False)
    """
    starts = [found.start for found in _licences_in(text) if found.id]
    before = text[: min(starts)] if starts else text
    return bool(_PART.search(before)) and not _WHOLE.search(before)


def terms_in_footer(text: str) -> str:
    """The id of the licence that a footer or another part of the site states; "" for none."""
    if len(text) > _MAX_READ_CHARACTERS or len(text.split()) > _MAX_FOOTER_WORDS:
        return ""
    return "" if is_of_part(text) else licence_id(text)


class Terms(NamedTuple):
    """A statement of terms in a text: the id of the licence, and the span of the sentence."""

    id: str
    start: int
    end: int


def terms_in_prose(text: str) -> Terms | None:
    """The first sentence of ``text`` that states the terms of the work itself; None for none.

    What a text tells of the licences of others is no statement ("The data were released under CC
    BY 4.0").
    """
    if len(text) > _MAX_READ_CHARACTERS:
        return None
    for sentence in _SENTENCE.finditer(text):
        said = sentence.group().strip()
        if said and _OWN.search(said) and not is_of_part(said) and (found := licence_id(said)):
            return Terms(found, sentence.start(), sentence.start() + len(sentence.group().rstrip()))
    return None

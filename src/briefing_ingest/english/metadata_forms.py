"""Whether what a file's metadata says has the form of a title or of an author's name.

Programs fill these fields by themselves: with the name of an account, of the program or of the
file, or with what stood there in the file that was copied. Each test is one of form, so that it
holds for programs and accounts that nobody has heard of.
"""

from __future__ import annotations

import re
from typing import Final

from briefing_ingest.english.bylines import CAPITAL, is_placeholder, only_names

_FILE_NAME: Final = re.compile(
    r"""
    \w \. [a-z][a-z0-9]{1,4} \Z       # 10811.exe, final report.docx
  | [a-z]: [\\/] | \\ | \A file: | \A /   # C:\\temp, file:///x
  | \w_\w                              # tasers_v3
  | \b v \d+ (?:\.\d+)* \b             # paper v3, draft v0.2
  | \d{5}                              # 20131030 NAP, e516160
  | \b copy \s of \b
  | \b (?: final | draft | copy | clean | markup | tracked | version ) \s* \(?\d*\)? \Z
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What names of files have and titles lack."""
_BY_PROGRAM: Final = re.compile(
    r"""
    \A (?: [\w.]+ \s ){1,2} [-–—:] \s .* \. [a-z]{2,5} \Z   # Microsoft Word - x.docx
  | \A (?: microsoft | adobe | quark | libreoffice | openoffice ) \b
  | \A (?: untitled | no \s title | title | unnamed | new | blank | unknown | default ) \b
    \W* \w* \Z
  | \A [^\W\d]+ \s? [-#]? \d+ \Z                            # Layout 1, Slide 12, Document3
  | \A [^\W\d]+ \s presentation \Z
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What programs put where a title should be."""
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


def is_title_form(value: str, *, one_word: bool = False) -> bool:
    """Whether ``value`` looks like a title; a single word does only if ``one_word`` says so.

    Wrong for titles that end as names of files do ("The White Paper: draft").

    >>> [is_title_form(v) for v in ("Safer streets for all", "Microsoft Word - x.docx", "Layout 1")]
    [True, False, False]
    """
    title = value.strip()
    if _FILE_NAME.search(title) or _BY_PROGRAM.search(title):
        return False
    return len(_WORD.findall(title)) >= (1 if one_word else 2)


_ACCOUNT: Final = re.compile(
    r"\b(?:users?|customers?|owner|admin(?:istrator)?s?|accounts?|client|guest|operator|default"
    r"|computer|laptop|pc|login|workstation|scanner|printer|licen[cs]ed?|registered|preferred"
    r"|template|test)\b",
    re.IGNORECASE,
)
"""What accounts and machines are called, and no author."""
_PROGRAM: Final = re.compile(
    r"\b(?:microsoft|adobe|acrobat|indesign|photoshop|illustrator|quark\w*|word|excel|powerpoint"
    r"|office \d|libreoffice|openoffice|pdf\w*|latex|distiller|canva|writer|publisher)\b",
    re.IGNORECASE,
)
_JOINING_WORDS: Final = frozenset("of for and the in on to at de la du des et der von & -".split())
_CODE: Final = re.compile(r"[\d_@\\/:=<>#*]|\w\.\w\w")
_INVERTED: Final = re.compile(
    rf"(?P<family>{CAPITAL}[\w'’‑-]+(?:[ ]{CAPITAL}[\w'’‑-]+)?),\s+"
    rf"(?P<given>{CAPITAL}[\w'’‑-]*\.?(?:\s{CAPITAL}\.?)?)(?:\s*\([^()]*\))?"
)
"""As directories of a firm have it: "Smith, Ann (Finance)"."""
_ADDRESS: Final = re.compile(r"\W*(?:https?://|www\.)|[^@]*@.", re.IGNORECASE)
"""A word that is an address of the web or of mail."""


def authors_by_form(value: str) -> tuple[str, ...]:
    """The authors that ``value`` names, if it has the form of names of people or of a body.

    Refused are accounts, single words, programs and files. Wrong for a body of one word and for a
    person called so ("Banksy"): what the document prints is the place for these.

    >>> authors_by_form("Ann Smith; Jo Hart"), authors_by_form("Hart, Jo (Policy)")
    (('Ann Smith', 'Jo Hart'), ('Jo Hart',))
    >>> [authors_by_form(v) for v in ("rsmith2", "Owner", "Authorised User", "Ministry of Justice")]
    [(), (), (), ('Ministry of Justice',)]
    """
    words = (word for word in value.split() if not _ADDRESS.match(word))
    said = " ".join(words).strip(" ,;")
    if inverted := _INVERTED.fullmatch(said):
        turned = f"{inverted['given']} {inverted['family']}"
        return (turned,) if only_names(turned) else ()
    if is_placeholder(said) or _PROGRAM.search(said) or _ACCOUNT.search(said):
        return ()
    return only_names(said) or ((said,) if _is_name_of_body(said) else ())


def _is_name_of_body(said: str) -> bool:
    """Whether several words are all written as those in the name of a body are."""
    if _CODE.search(said.replace("U.S.", "US").replace("U.K.", "UK")):
        return False
    words = [word for word in said.replace(",", "").split() if word.lower() not in _JOINING_WORDS]
    return len(words) >= 2 and all(re.match(CAPITAL, word) for word in words)

"""What tells that a text is somebody's address: a postcode, a register number, a telephone number,
an address of the web.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, Literal

from briefing_ingest.text import POSTCODE

Sign = Literal["postcode", "registration", "telephone", "web"]

_ZIP_CODE: Final = re.compile(r"\b[A-Z]{2},?\s\d{5}(?:-\d{4})?\b")
"""An American one with its state: "Springfield, IL 62701"."""
_REGISTRATION: Final = re.compile(
    r"\b(?:charity|charitable|company|registered|registration|limited by guarantee)\b"
    r"[^\n\d]{0,60}\b(?:SC|NIC?|OC|CE)?\d{5,8}\b",
    re.IGNORECASE,
)
_TELEPHONE: Final = re.compile(
    r"""(?<![\w/.-])
    (?: (?:\+\d{1,3}[ ]?)? \(?0 (?:\)?[ -]?\d){9,10}           # 020 7946 0101, +44 (0)20 7946 0101
    | \+\d{1,3} (?:[ -]?\d){8,11}                              # +44 20 7946 0101
    | \(?\d{3}\)? [ .-] \d{3} [ .-] \d{4}                      # (217) 555-0100
    ) (?![\w/]|[.-]\d)""",
    re.VERBOSE,
)
_WEB: Final = re.compile(
    r"\bhttps?://\w|\bwww\.\w|[\w.+-]@[\w-]++\.\w|\b[\w-]+\.(?:org|com|net|gov|ac|co)\b(?!\w)"
)
_PATTERNS: Final[dict[Sign, tuple[re.Pattern[str], ...]]] = {
    "postcode": (POSTCODE, _ZIP_CODE),
    "registration": (_REGISTRATION,),
    "telephone": (_TELEPHONE,),
    "web": (_WEB,),
}


def telephones_in(text: str) -> Iterator[str]:
    """The telephone numbers of ``text``, as printed; a register number is none.

    >>> list(telephones_in("Tel 020 7946 0101, +44 (0)1632 960001. Company no. 09876543"))
    ['020 7946 0101', '+44 (0)1632 960001']
    """
    return (match[0] for match in _TELEPHONE.finditer(text))


def count_signs(text: str) -> Counter[Sign]:
    """How often ``text`` has each sign of an address.

    >>> count_signs("Bristol BS1 4QA Leeds LS1 4DT")["postcode"]
    2
    """
    return Counter(
        {
            sign: sum(len(pattern.findall(text)) for pattern in patterns)
            for sign, patterns in _PATTERNS.items()
        }
    )


def contact_signs(text: str) -> frozenset[Sign]:
    """The signs of an address that ``text`` has.

    >>> sorted(contact_signs("3 Canal Street, Leeds LS1 4DT, 0113 496 0202"))
    ['postcode', 'telephone']
    """
    return frozenset(+count_signs(text))

"""Lines of every structured kind, for Hypothesis: what documents hold beside sentences, and what
damage makes of it."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

FORENAMES: Final = (
    "Marged",
    "Tunde",
    "Zofia",
    "Xiuying",
    "Imran",
    "Colm",
    "Inès",
    "Łucja",
    "Noor",
    "P.",
    "",
)
SURNAMES: Final = (
    "Pryce-Bevan",
    "Adewale",
    "Wójcik",
    "Zhang",
    "Qureshi",
    "O’Dwyer",
    "de la Cruz",
    "BARTON",
    "N'Diaye",
)
BODIES: Final = (
    "Larch Trust",
    "Larch & Rowan Ltd",
    "the Rowan Foundation",
    "Home Office",
    "HMPPS",
    "Leeds City Council",
    "Kent Police",
    "Rowan (RWN)",
    "OPCC",
    "The",
    "A. B. Co.",
    "NHS",
    "U.S. Department of Justice",
)
POSTCODES: Final = ("M11AE", "M1 1AE", "SW1A 2AA", "EC1A1BB", "B33 8\nTH", "CF10 1XX")
STREETS: Final = (
    "12 Long Lane",
    "Unit 4",
    "Flat 2b, 9-11 High Street",
    "PO Box 33",
    "Office 7, Mill House",
    "3",
    "",
)
NUMBERS: Final = ("1151939", "SC012345", "08274430", "NIC101234", "0", "12345678901")
NUMBERED: Final = (
    "Registered charity no. {}",
    "Registered charity number {} and company limited by guarantee no. {}",
    "Company number: {}",
    "Charity no {}, {}",
    "({})",
)
PLAIN: Final = (
    "Tel: 020 7946 0123",
    "Phone 020 7946 0123 or e-mail press@example.org",
    "press@example.org",
    "@rowan_trust",
    "www.example.org/a-page?x=1",
    "https://",
    "3 May 2023",
    "10:00-11:30",
    "14.15 to 16.00, Room 2",
    "Case study 3",
    "Case study 3: The centre opened.",
    "Recommendation 1.",
    "Box 2 – Costs",
    "Figure 1",
    "Table 4: Beds",
    "Source: ONS",
    "1 Ibid.",
    "[2] See note 1.",
    "* a note",
    "¹ A raised note.",
    "1.",
    "(a)",
    "• a bullet",
    "-",
    "o item",
    "iv) item",
    "Shelter\tBeds\tOpen to",
    "\t2021\t2022",
    "| a | b |",
    "This work is licensed under CC BY-NC-ND 3.0.",
    "© Crown copyright 2021",
    "Open Government Licence v3.0",
    "Contents",
    "Introduction ........ 3",
    "INTRODUCTION",
    "Page 3 of 9",
    "7",
    "Yours sincerely,",
    "Present:",
    "Apologies:",
    "Acknowledgements",
    "“Quoted,” he said.",
    "…",
    ".",
    ",",
    "()",
    "’s",
    "&",
    "A",
    "i",
    "The",
    "of",
    "St.",
    "İstanbul ﬁne ﬄ ß ẞ",
    "שלום لكم 你好",
    "\u200b\u00ad\ufeff",
    "e\u0301 n\u0303 \u0345",
    "𝐁𝐨𝐥𝐝 😀👩‍👩‍👧",
    "\u2028",
    "\u00a0",
    "",
    "The centre opened in Leeds in 2019 and helps people who leave prison.",
    "Perth, Australia; Durham, NC; the PCC for Kent",
    "In the UK, the Trust said that it would act.",
)


def _joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    between = st.sampled_from([", ", " ", ",", "\n", "; ", " – ", ""])
    return st.tuples(between, *parts).map(
        lambda drawn: drawn[0].join(part for part in drawn[1:] if part)
    )


PEOPLE: Final = _joined(st.sampled_from(FORENAMES), st.sampled_from(SURNAMES))
_BODY: Final = st.sampled_from(BODIES)
_ADDRESS: Final = _joined(
    st.sampled_from(STREETS), st.sampled_from(["London", "", "Hull"]), st.sampled_from(POSTCODES)
)
_NUMBER: Final = st.builds(
    lambda form, first, second: form.format(first, second),
    st.sampled_from(NUMBERED),
    st.sampled_from(NUMBERS),
    st.sampled_from(NUMBERS),
)
_LINE: Final = st.one_of(
    st.sampled_from(PLAIN),
    st.sampled_from(POSTCODES),
    _BODY,
    PEOPLE,
    _NUMBER,
    _ADDRESS,
    _joined(_BODY, _ADDRESS),
    _joined(PEOPLE, _BODY, _ADDRESS),
    _joined(_BODY, _ADDRESS, _NUMBER),
    _joined(st.sampled_from(PLAIN), _ADDRESS),
    _joined(PEOPLE, st.sampled_from(["Director", "Chair", "PCC", "(HO)", "MP"]), _BODY),
    _joined(PEOPLE, PEOPLE, PEOPLE),
    st.builds("By {}".format, PEOPLE),
    st.builds("{} said that the {} would act.".format, PEOPLE, _BODY),
    st.text(max_size=12),
)
_ENDS: Final = st.sampled_from(["\n", "\n\n", "\n\n\n", " ", "\r\n", "\f"])

DOCUMENTS: Final = st.lists(st.tuples(_LINE, _ENDS).map("".join), min_size=1, max_size=8).map(
    "".join
)
"""Texts of one to eight such lines in any order, with one or more ends of lines between them, or
none."""

"""Makes the table of British districts with their ISO 3166-2 codes that the gazetteer reads.

    npm install --prefix FOLDER iso-3166@4.4.0 iso-3166-2@1.0.0
    python -m training.districts FOLDER [--check]

Writes ``src/briefing_ingest/tag/data/uk_districts.csv``. Only facts of the standard are taken:
code, name and kind. Codes and names come from iso-3166 (MIT, Titus Wormer); it has no kinds, which
come from iso-3166-2 (MIT, Ola Holmström). That one has the divisions of before 2015, so the kinds
of what was made since stand here. pycountry has the same facts, but its data are the iso-codes of
Debian under the LGPL, which would go with the table.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from training.tables import Table, as_csv, finish, parser

HEAD = (
    "Districts of the United Kingdom with their ISO 3166-2 codes, made by training/districts.py "
    "from the npm packages",
    "iso-3166 4.4.0 (MIT, Titus Wormer) and iso-3166-2 1.0.0 (MIT, Ola Holmström). See NOTICE.md.",
)
# Sums of nations that the standard lists beside its divisions: England and Wales, Great Britain,
# the United Kingdom.
_SUMS = frozenset({"GB-EAW", "GB-GBN", "GB-UKM"})
# The districts of Northern Ireland are of 2015; Bournemouth, Christchurch and Poole is of 2019,
# Buckinghamshire as one authority of 2020, North and West Northamptonshire are of 2021.
_SINCE_2015 = {
    "district": "ABC AND ANN BFS CCG DRS FMO LBC MEA MUL NMD",
    "unitary authority": "BCP BKM NNH WNH",
}
_NEW_KINDS = {f"GB-{code}": kind for kind, codes in _SINCE_2015.items() for code in codes.split()}
_CODE = re.compile(
    r"""
    code:\s*'(GB-\w+)',\s*               # code: 'GB-KEN',
    name:\s*(['"])(.+?)(?<!\\)\2         # name: 'Kent'
    """,
    re.VERBOSE,
)
_KIND = re.compile(r'"(GB-\w+)":\{type:"([^"]*)"')
"""``"GB-KEN":{type:"Two-tier county",name:"Kent"}``."""


def table(codes: str, kinds: str) -> Table:
    """The table from the source of iso-3166 (``2.js``) and that of iso-3166-2 (``iso3166.min.js``).

    Raises KeyError for a division whose kind neither of them nor this script knows.
    """
    return as_csv("uk_districts.csv", HEAD, ("iso", "name", "kind"), sorted(_rows(codes, kinds)))


def _rows(codes: str, kinds: str) -> Iterator[tuple[str, str, str]]:
    known = {code: kind.lower() for code, kind in _KIND.findall(kinds)} | _NEW_KINDS
    for code, _, name in _CODE.findall(codes):
        if code not in _SUMS:
            yield code, plain_name(name.replace("\\", "")), known[code]


def plain_name(name: str) -> str:
    """A name of the standard as people write it: inverted names turned, cities without their title.

    "Bristol, City of" is "Bristol", "Durham, County" is "County Durham" and "Dundee City" is
    "Dundee".
    """
    name, _, inverted = name.partition(", ")
    if inverted and inverted != "City of":
        return f"{inverted} {name}" if inverted in {"The", "County"} else f"{name}, {inverted}"
    return name.removesuffix(" City")


def main() -> int:
    """Write or check the table."""
    options = parser(__doc__)
    options.add_argument("folder", type=Path, help="where npm has installed the two packages")
    given = options.parse_args()
    modules = given.folder / "node_modules"
    codes = (modules / "iso-3166" / "2.js").read_text(encoding="utf-8")
    kinds = (modules / "iso-3166-2" / "iso3166.min.js").read_text(encoding="utf-8")
    return finish([table(codes, kinds)], check=given.check)


if __name__ == "__main__":
    sys.exit(main())

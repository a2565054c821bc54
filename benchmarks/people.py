"""Are people kept out, and what is called like them let in? Sentences written for this, so all
truth is known.

    python -m benchmarks people

`CASES` are works of one or more blocks, in which ``[[...]]`` marks names of people that must not
become mentions, and ``{{...}}`` organisations and places that must, many of them called like
people. A person is published if one character of the name is tagged; another name is lost unless
exactly it is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Final, NamedTuple

CASES: Final[tuple[tuple[str, ...], ...]] = (
    ("Mr [[Smith]] was stopped twice. [[Smith]] said that the officers were rude.",),
    (
        "Ms A. [[Jones]] complained to {{Kent Police}}.",
        "[[Jones]]’s mother wrote to the force. [[Jones]] got no answer.",
    ),
    (
        "PC [[Khan]] and DS [[Lee]] searched the car in {{Luton}}.",
        "[[Khan]] found nothing, and [[Lee]] left.",
    ),
    ("Cllr [[Lee]] opened the centre in {{Derby}}. [[Lee]] thanked the volunteers.",),
    (
        "Baroness [[Newlove]] was Victims’ Commissioner.",
        "As [[Newlove]] wrote, victims are not heard.",
    ),
    ("Baroness [[Casey]] of [[Blackstock]] led the review. [[Casey]] found racism in {{London}}.",),
    (
        "Lord [[Bath]] asked a question. [[Bath]] was told that nobody knew.",
        "The court in {{Bath}} closed.",
    ),
    (
        "Most prisoners return ([[Clear]], 2009), and churn harms places ([[Clear]] and [[Frost]], "
        "2014).",
    ),
    ("[[Petersen]] (2011) and [[Weaver]] et al. (2016) disagree. [[Weaver]] shows more.",),
    (
        "[[Travis]], J., [[Western]], B., & [[Redburn]], S. (2014). The growth of incarceration. "
        "{{Washington}}, DC.",
    ),
    ("[[Hough]], M. and [[Sato]], M. (2011) Trust in justice, {{Helsinki}}: HEUNI.",),
    ("By [[Gavin Marsh]]", "[[Marsh]] reports for a local paper."),
    ("Written by [[Nina Holloway]]", "The prison in {{Preston}} is full."),
    ("Yours sincerely,\n[[Oliver Winchester]]", "[[Winchester]] wrote again in May."),
    (
        "[[Priya Dover]], Research Officer, led the study. [[Dover]] interviewed forty people in "
        "{{Leicester}}.",
    ),
    ("We thank [[Ann Lee]], [[Wei Hart]], [[Gita Stone]] and [[Tom Field]] for reading drafts.",),
    ("[[Georgia]] was 15 when she was first arrested. [[Georgia]]’s mum called {{Childline}}.",),
    (
        "When [[Chelsea]] told her teacher, she was excluded. [[Chelsea]] and her brother moved to "
        "{{Hull}}.",
    ),
    ("[[Jordan]], 17, was stopped in {{Croydon}}. [[Jordan]] felt humiliated.",),
    ("[[Lincoln]], aged 19, said that nobody listened. “[[Lincoln]] is right,” his friend said.",),
    (
        "[[Florence]]’s daughter was murdered in 2012. [[Florence]] now works with offenders in "
        "{{Durham}}.",
    ),
    ("[[Kimani]] was stabbed in {{Brixton}}. [[Kimani]]’s killer was never found.",),
    ("The inquest into [[Okafor]]’s death opened in {{Reading}}. [[Okafor]] died in a cell.",),
    (
        "My name is [[Devon]] and I grew up in {{Birmingham}}. People think that [[Devon]] is a "
        "county.",
    ),
    ("Sergeant [[Paul Hartley]] of {{Essex Police}} spoke. [[Hartley]] was calm.",),
    ("Judge [[Wells]] sat in {{Cardiff}}. [[Wells]] gave a suspended sentence.",),
    ("HHJ [[Peter Rook]] sentenced him at {{Lewes}}. [[Rook]] said he had no choice.",),
    (
        "Chief Constable [[Olivia Pinkney]] met the panel. [[Pinkney]] agreed with {{Hampshire}}’s "
        "plan.",
    ),
    ("[[Katy Bourne]] PCC visited {{Brighton}}. [[Bourne]] praised the scheme.",),
    ("{{Sussex}} PCC [[Jane Barnes]] spoke. [[Barnes]] chairs the board.",),
    (
        "Professor [[Ben Crewe]] works at the {{University of Cambridge}}. [[Crewe]] studies "
        "prisons.",
    ),
    ("Dr [[York]] treated her. [[York]] gave evidence.", "She moved to {{York}}."),
    ("Mrs [[Durham]] lost her son. [[Durham]] said that nobody came.",),
    ("In the UK, {{Durham}} said that it would pilot the scheme, as did {{Cleveland}}.",),
    (
        "Ms [[Kent]] is a victim. [[Kent]] waited for two years.",
        "People in {{Kent}} wait as long, and near {{Kent}} too.",
    ),
    ("President [[Lincoln]] was shot. Mayor [[Lightfoot]] disagreed with {{Chicago}}.",),
    ("The former Home Secretary [[Amber Rudd]] spoke. [[Rudd]] resigned.",),
    ("[[Stephen Lawrence]]’s family campaigned. The {{Stephen Lawrence Foundation}} followed.",),
    ("[[Ellen Marsh]] founded the {{Ellen Marsh Trust}}. [[Marsh]] died in 1990.",),
    ("[[Joseph Rowntree]] left money. The {{Joseph Rowntree Foundation}} spends it.",),
    ("Mr [[Smith]] works for {{Smith & Co}}. [[Smith]] likes it.",),
    ("The lawyers {{Leigh Day}} act for Ms [[Leigh]]. [[Leigh]] sued {{Surrey Police}}.",),
    (
        "He lived on {{Clear Street}}, as Professor [[Clear]] did. [[Clear]] taught at {{Rutgers "
        "University}}.",
    ),
    (
        "The {{Howard League for Penal Reform}} is older than [[John Howard]] thought. [[Howard]] "
        "visited prisons.",
    ),
    ("{{Barnardo’s}} was founded by Dr [[Barnardo]].",),
    (
        "Sir [[Robert Peel]] founded the police in {{London}}. [[Peel]]’s principles are quoted "
        "still.",
    ),
    ("[[T. R. Clear]] writes about prisons. [[Clear]] asks why.",),
    ("[[Lammy]] said that he would return. The {{Ministry of Justice}} replied.",),
    (
        "The report of [[David Lammy]] MP was read. [[Lammy]] wanted more. {{Tottenham}} is his "
        "seat.",
    ),
    ("Contact: [[Rosa Holt]], press officer.", "Ask [[Holt]] first."),
    (
        "DCI [[Kate Chester]] led the case for {{Cheshire Constabulary}}. [[Chester]] made an "
        "arrest in {{Chester}}.",
    ),
    ("“I was lonely,” said [[Hamilton]], who was 22. [[Hamilton]] was jailed in {{Glasgow}}.",),
    ("Rev [[Nims Obunge]] spoke in {{Haringey}}. [[Obunge]] was angry.",),
    ("Minister [[Rory Stewart]] resigned. [[Stewart]] had promised that.",),
    ("{{Marks and Spencer}} and {{John Lewis}} lost goods worth millions, the shops said.",),
    ("{{Victoria}} and {{Alberta}} changed their laws; people in {{Victoria}} agree.",),
    ("{{St Helens}} and {{King’s Lynn}} are towns in England.",),
    ("She studied at {{Jesus College}} and lives in {{Milton Keynes}}.",),
    (
        "Victims: [[Amelia Stoke]], [[Ruth Barking]] and [[Ian Poole]]. [[Stoke]] and [[Barking]] "
        "survived.",
    ),
    ("[[Clarke]], Home Secretary at the time, refused. [[Clarke]]’s wife agreed.",),
    ("Detective Inspector [[Wick]] arrested [[Dean Forest]]. [[Wick]] had no warrant.",),
    ("The mother of [[Rhys Jones]] spoke in {{Liverpool}}. [[Rhys]] was shot in 2007.",),
)
"""Made up; the famous among the names are those of public offices and foundations."""

_MARKED: Final = re.compile(r"\[\[(.+?)\]\]|\{\{(.+?)\}\}")


class Tally(NamedTuple):
    """What became of one case: people's names and other names, each with whether it was tagged."""

    people: tuple[tuple[str, bool], ...]
    others: tuple[tuple[str, bool], ...]


def read(case: Sequence[str]) -> Tally:
    """The names of ``case`` and which of them tagging makes mentions of."""
    from briefing_ingest.model import MergedBlock, Stretch, Work
    from briefing_ingest.tag import find_mentions

    plain = [_MARKED.sub(lambda match: match[1] or match[2], text) for text in case]
    blocks = tuple(MergedBlock("paragraph", (Stretch(text, ()),), ()) for text in plain)
    found = find_mentions(Work("briefing", "A Title", ("a",), blocks))
    people, others = [], []
    for number, text in enumerate(case):
        shift = 0
        for match in _MARKED.finditer(text):
            name = match[1] or match[2]
            start = match.start() - shift
            shift += 4
            spans = [(m.start, m.end) for m in found if m.block == number]
            if match[1]:
                people.append((name, any(a < start + len(name) and start < b for a, b in spans)))
            else:
                others.append((name, (start, start + len(name)) in spans))
    return Tally(tuple(people), tuple(others))


def run(_arguments: list[str]) -> int:
    """Prints the figures and every name that went wrong; 1 if a person was published."""
    tallies = [read(case) for case in CASES]
    people = [item for tally in tallies for item in tally.people]
    others = [item for tally in tallies for item in tally.others]
    published = [name for name, tagged in people if tagged]
    lost = [name for name, tagged in others if not tagged]
    sys.stdout.write(
        f"people: {len(people)}, published: {len(published)} ({', '.join(published) or 'nobody'})\n"
    )
    sys.stdout.write(
        f"called like people: {len(others)}, lost: {len(lost)} ({', '.join(lost) or 'nothing'})\n"
    )
    return 1 if published else 0

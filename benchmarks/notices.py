"""`python -m benchmarks notices [NOTICES ...] [--sparse] [--read]`: notices of few templates, which
are works of their own, grouped; F1 of pairs, time and memory.

Each notice is of one of five kinds (answers to requests, press releases, alerts by date, meeting
notices, parts of a series), each kind with three templates of its own. It has from 30 to 60 % words
of its own (``--sparse``: from 4 to 30 %); the rest is the template's. Every second one comes in two
versions: as text, and as a page with other furniture, misread letters, broken lines and, now and
then, a paragraph less or another opening. With ``--read`` the versions are files that are read as
any source is; without, witnesses are made at once, which takes no time of its own for many. Each
number of texts is measured in a process of its own, and the last line tells how the time grows.
"""

from __future__ import annotations

import math
import multiprocessing
import sys
import time
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from importlib import resources
from itertools import accumulate
from random import Random
from typing import Final, NamedTuple

from benchmarks.speed import peak
from briefing_ingest.model import Block, Fact, Source, Witness
from briefing_ingest.traced import TracedText

_SIZES: Final = (1_000, 4_000, 16_000)
_TEMPLATES: Final = 3
_LEAST_WORDS, _MOST_WORDS = 150, 450
_OWN: Final = (0.3, 0.6)
_SPARSE: Final = (0.04, 0.3)

_NOUNS: Final = (
    "council shelter lamp report school clinic officer family tenant market harbour bridge garden "
    "library worker budget letter survey kitchen driver teacher nurse river station archive "
    "committee village engine window corridor festival orchard roof tablet sample meeting payment "
    "vehicle road fence"
).split()
_ADJECTIVES: Final = (
    "old new local rural empty broken public private early late small large wooden costly quiet "
    "narrow modern national regional damp safe unsafe busy open closed recent former young "
    "temporary northern southern eastern western annual weekly unpaid urgent careful"
).split()
_PLACES: Final = (
    "Ashby Brindle Carrow Denholm Elmsley Fenwick Garston Hexby Ilkeston Jarrow Kelby Lowick "
    "Marden Norby Oldham Penrith Quorn Redcar Selby Thirsk Ulverston Wigton Yarm Barrowby Coxwold "
    "Dunstan Eskdale Farndale Goathland Helmsley Kirby Lastingham Malton Nunnington Pickering"
).split()
_SURNAMES: Final = (
    "Abara Birch Castell Doyle Eriksen Fofana Grieve Hallam Iqbal Jansen Kowal Lindqvist Mbeki "
    "Novak Okafor Pereira Quill Rossi Sato Tindall Usman Vance Weir Yilmaz Zeller"
).split()
_FIRST: Final = "Amina Bruno Carla Dinah Ewan Farah Gil Hana Ivo Jude Kofi Lena Mira Noor".split()
_OPENINGS: Final = "the a in of this when it there while for many after".split()
_MIN_SENTENCE, _MAX_SENTENCE = 9, 26
_NAMED: Final = 0.06
"""How often a word of a sentence is a name or a number."""
_MONTHS: Final = (
    "January February March April May June July August September October November December"
).split()
_MENUS: Final = (
    "Home News About us Contact Jobs Press Archive Search",
    "Skip to content Menu Services Your area Pay for it Report it Log in",
    "Accessibility Cookies Privacy Terms Site map Follow us Share this page Print",
    "Page 1 of 2 Printed from the website Last checked by the web team",
)


class Made(NamedTuple):
    """A version of a notice: the number of the notice, title, paragraphs, day and whether it is
    a page.
    """

    work: int
    title: str
    paragraphs: tuple[str, ...]
    day: str
    is_page: bool


class Figure(NamedTuple):
    """What grouping so many texts gave and took."""

    texts: int
    precision: float
    recall: float
    f1: float
    seconds: float
    megabytes: int
    before: int
    """Peak memory in MB before anything was grouped."""


def run(arguments: list[str]) -> int:
    """Prints a line for each number of texts, and the exponent of growth; exit code 0."""
    sizes = [int(argument) for argument in arguments if argument.isdigit()] or list(_SIZES)
    own = _SPARSE if "--sparse" in arguments else _OWN
    figures = []
    for size in sizes:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            figures.append(pool.apply(measured, (size, own), {"read": "--read" in arguments}))
        _report(figures[-1])
    if len(figures) > 1:
        first, last = figures[0], figures[-1]
        power = math.log(last.seconds / first.seconds) / math.log(last.texts / first.texts)
        print(f"time grows with the power {power:.2f} of the number of texts")  # noqa: T201
    return 0


def _report(figure: Figure) -> None:
    line = (
        f"{figure.texts:7} texts: F1 {figure.f1:.4f} (precision {figure.precision:.4f}, recall "
        f"{figure.recall:.4f}); {figure.seconds:.1f} CPU-seconds, peak {figure.megabytes} MB, "
    )
    print(line + f"of which {figure.before} before grouping")  # noqa: T201


def measured(size: int, own: tuple[float, float], *, read: bool = False) -> Figure:
    """The figure of some ``size`` texts, grouped through the public interface."""
    from briefing_ingest.reconcile import cluster

    made = versions_of_notices(size, own)
    witnesses, works = [], []
    for number, version in enumerate(made):
        name = f"s{number * 7919 % 1_000_003:07}"  # versions of one work do not follow each other
        found = _read(version, name) if read else _made(version, name)
        if found is not None:
            witnesses.append(found)
            works.append((name, version.work))
    before, start = peak(), time.process_time()
    groups = cluster(witnesses)
    seconds = time.process_time() - start
    grouped = [[witness.source_id for witness in group] for group in groups]
    return Figure(len(works), *scores(grouped, dict(works)), seconds, peak(), before)


def scores(groups: Iterable[Sequence[str]], truth: dict[str, int]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs within ``groups``, where ``truth`` tells the work of
    each id.
    """
    right, given = 0, 0
    for group in groups:
        given += _pairs(len(group))
        right += sum(map(_pairs, Counter(truth[name] for name in group).values()))
    due = sum(map(_pairs, Counter(truth.values()).values()))
    precision, recall = right / given if given else 1.0, right / due if due else 1.0
    return precision, recall, 2 * right / (given + due) if given + due else 1.0


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


# --- notices --------------------------------------------------------------------------------------


def versions_of_notices(size: int, own: tuple[float, float]) -> Iterator[Made]:
    """At least ``size`` versions of notices, the same on every run."""
    made, number = 0, 0
    templates = [_template(kind, at) for kind in KINDS for at in range(_TEMPLATES)]
    while made < size:
        rng = Random(number)
        clean = _notice(number, templates[rng.randrange(len(templates))], rng, own)
        yield clean
        made += 1
        if number % 2:
            yield _damaged(clean, rng)
            made += 1
        number += 1


class _Template(NamedTuple):
    """A kind of notice, who writes it, and the paragraphs that all its notices have: before what
    is a notice's own, and behind it.
    """

    kind: str
    body: str
    before: tuple[str, ...]
    behind: tuple[str, ...]


KINDS: Final = ("answer", "release", "alert", "meeting", "part")


def _template(kind: str, at: int) -> _Template:
    rng = Random(f"{kind} {at}")
    body = f"{rng.choice(_PLACES)} {rng.choice(_ADJECTIVES)} {rng.choice(_NOUNS)} board".title()
    count = 60  # sentences, of which each notice has as many as fit its length
    behind = tuple(_paragraphs(rng, count))
    return _Template(kind, body, tuple(_paragraphs(rng, 3)), behind)


def _paragraphs(rng: Random, sentences: int) -> Iterator[str]:
    """So many sentences, from one to three in a paragraph."""
    while sentences > 0:
        count = min(sentences, rng.randint(1, 3))
        yield " ".join(sentence(rng) for _ in range(count))
        sentences -= count


def sentence(rng: Random) -> str:
    """A sentence of made English: each word follows the one before as often as it does in books, so
    that sentences share as many runs of words by chance as written ones do.
    """
    words = [rng.choice(_OPENINGS)]
    for _ in range(rng.randint(_MIN_SENTENCE, _MAX_SENTENCE)):
        if rng.random() < _NAMED:
            words += [rng.choice(_NAMES)(rng), rng.choice(_OPENINGS)]
        following, counts = _followers().get(words[-1], ((), ()))
        at = bisect(counts, rng.randrange(counts[-1])) if counts else 0
        words.append(following[at] if counts else rng.choice(_OPENINGS))
    said = " ".join(words)
    return said[0].upper() + said[1:] + "."


_NAMES: Final[tuple[Callable[[Random], str], ...]] = (
    lambda rng: rng.choice(_PLACES),
    lambda rng: f"{rng.choice(_FIRST)} {rng.choice(_SURNAMES)}",
    lambda rng: str(rng.randint(3, 900)),
)


@cache
def _followers() -> dict[str, tuple[list[str], list[int]]]:
    """By word the words that follow it, and how often, added up."""
    text = resources.files("briefing_ingest.data").joinpath("english_pairs.txt").read_text("utf-8")
    found = {}
    for line in text.splitlines():
        word, _, rest = line.partition(" ")
        pairs = [pair.rpartition("=") for pair in rest.split() if "=" in pair]
        if word != "#" and pairs:
            counts = list(accumulate(int(count) for _, _, count in pairs))
            found[word] = ([follower for follower, _, _ in pairs], counts)
    return found


def _notice(number: int, template: _Template, rng: Random, own: tuple[float, float]) -> Made:
    day = date(1990, 1, 1) + timedelta(days=number % 12_000)
    words = rng.randint(_LEAST_WORDS, _MOST_WORDS)
    share = rng.uniform(*own)
    title, head = _heads(template, number, day, rng)
    of_template = " ".join(template.before).count(" ") + 3
    behind: list[str] = []
    for paragraph in template.behind:
        if of_template >= (1 - share) * words:
            break
        behind.append(paragraph)
        of_template += paragraph.count(" ") + 1
    own_paragraphs: list[str] = []
    while sum(p.count(" ") + 1 for p in own_paragraphs) < of_template * share / (1 - share):
        own_paragraphs.append(next(_paragraphs(rng, rng.randint(1, 3))))
    paragraphs = (*head, *template.before, *own_paragraphs, *behind)
    return Made(number, title, paragraphs, day.isoformat(), is_page=False)


def _heads(template: _Template, number: int, day: date, rng: Random) -> tuple[str, tuple[str, ...]]:
    """The title of a notice and the lines under it."""
    said = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    if template.kind == "answer":
        reference = f"FOI/{day.year}/{number:05}"
        return f"Request {reference}", (said, f"Our reference: {reference}")
    if template.kind == "release":
        about = f"{rng.choice(_ADJECTIVES)} {rng.choice(_NOUNS)} of {rng.choice(_PLACES)}"
        return about, (f"{template.body}, {said}",)
    if template.kind == "alert":
        return f"{template.body} alert, {said}", ()
    if template.kind == "meeting":
        return f"{template.body}: notice of meeting", (
            f"The meeting is held on {said} at {rng.randint(9, 17)}:00 in {rng.choice(_PLACES)}",
        )
    return f"{template.body}: a history, part {number % 900 + 1}", ()


# --- versions -------------------------------------------------------------------------------------


def _damaged(made: Made, rng: Random) -> Made:
    """Another version of a notice: misread letters, furniture, a paragraph less, another
    opening.
    """
    rate = rng.choice((0.0, 0.02, 0.05, 0.1))
    paragraphs = [_misread(paragraph, rate, rng) for paragraph in made.paragraphs]
    if rng.random() < 0.3:
        paragraphs.pop(-1)
    if rng.random() < 0.3:
        paragraphs.insert(0, sentence(rng))
    menus = rng.sample(_MENUS, rng.randint(1, 3))
    return made._replace(
        paragraphs=(menus[0], *paragraphs, *menus[1:]),
        title=_misread(made.title, rate / 2, rng),
        is_page=True,
    )


def _misread(text: str, rate: float, rng: Random) -> str:
    words = text.split(" ")
    for at, word in enumerate(words):
        if rng.random() < rate and len(word) > 2:
            place = rng.randrange(len(word))
            words[at] = word[:place] + rng.choice("aeilnorst1") + word[place + 1 :]
    return " ".join(words)


def _read(made: Made, name: str) -> Witness | None:
    """The witness that a file of a version gives."""
    from briefing_ingest.errors import SourceError
    from briefing_ingest.pipeline import read_source

    if made.is_page:
        body = "".join(f"<p>{paragraph}</p>" for paragraph in made.paragraphs[1:])
        menu = "".join(f'<li><a href="/{w}">{w}</a></li>' for w in made.paragraphs[0].split())
        content = (
            f"<!DOCTYPE html><html lang='en'><head><title>{made.title}</title></head><body>"
            f"<nav><ul>{menu}</ul></nav><main><article><h1>{made.title}</h1>{body}</article>"
            "</main></body></html>"
        )
    else:
        content = "\n\n".join([made.title, *made.paragraphs]) + "\n"
    file = f"{name}.{'html' if made.is_page else 'txt'}"
    try:
        return read_source(Source(name, file), content.encode())
    except SourceError:
        return None


def _made(made: Made, name: str) -> Witness:
    """The witness of a version, as if it had been read."""
    texts = [made.title, *made.paragraphs]
    raw, blocks = "", []
    for number, text in enumerate(texts):
        copied = TracedText.copied(text, len(raw))
        blocks.append(Block("paragraph" if number else "title", copied))
        raw += text + "\n\n"
    facts = (Fact("title", made.title, "/html/head/title"),) if made.is_page else ()
    return Witness(name, "text/plain", raw, tuple(blocks), facts=facts)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))

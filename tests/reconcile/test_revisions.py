"""What an author changed follows the latest edition; what a copy damaged is repaired."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import pytest

from briefing_ingest.model import MANIFEST, Fact, Reading, Work
from briefing_ingest.reconcile import cluster, merge, relate
from briefing_ingest.reconcile.locus import Locus
from briefing_ingest.reconcile.revision import is_other_statement, is_withdrawn
from briefing_ingest.traced import TracedText
from witnesses import witness_of

OLD = [
    "The ferry runs every day between the two harbours, and it carries the post.",
    "The council runs the landing stage, which was built of oak. It is painted each spring. "
    "Most of the crew live on the island.",
    "A second boat is kept for the winter, when the seas are high and the days are short.",
    "Nobody has asked the islanders what they would pay for a later crossing on Fridays.",
    "The union asks for a night crossing in summer, and for shelters at either end.",
    "Tickets are sold on board by the mate, who also looks after the mail and the milk.",
    "The harbour office answers all letters within the week that they are posted.",
]
SENTENCE = " It is painted each spring."
CLAUSE = ", and for shelters at either end"
NOTE = "Corrected on 9 May 2023."


def _changed(number: int, old: str, new: str) -> list[str]:
    assert old in OLD[number]
    return [text.replace(old, new) if index == number else text for index, text in enumerate(OLD)]


class Edition(NamedTuple):
    """A later edition: its paragraphs, and the words at its head by which it may be known, or what
    the manifest states of it."""

    body: list[str]
    head: str = NOTE
    stated: tuple[tuple[str, str], ...] = ()


REVISIONS = {
    "a word": Edition(_changed(1, "council", "company")),
    "words for words": Edition(_changed(4, "a night crossing", "two more boats")),
    "a clause withdrawn": Edition(_changed(4, CLAUSE, "")),
    "a sentence withdrawn": Edition(_changed(1, SENTENCE, "")),
    "a paragraph withdrawn": Edition([*OLD[:3], *OLD[4:]]),
    "the last paragraph withdrawn": Edition(OLD[:-1]),
    "published and updated in one line": Edition(
        _changed(1, "council", "company"), "Published March 2023, updated 9 May 2023"
    ),
    "updated, in brackets": Edition(_changed(1, "council", "company"), "(updated 9 May 2023)"),
    "a sentence added": Edition(_changed(1, SENTENCE, SENTENCE + " Two rails were mended.")),
    "a paragraph added": Edition(
        [*OLD[:4], "The islanders met in June and voted for a bus to the harbour.", *OLD[4:]]
    ),
    "the manifest dates the edition": Edition(
        _changed(1, SENTENCE, ""), "", (("edition", "2023-05-09"),)
    ),
    "the manifest says what it supersedes": Edition(
        _changed(1, "council", "company"), "", (("supersedes", "old"),)
    ),
}


def _work(*versions: tuple[str, Sequence[str], str, Sequence[tuple[str, str]]]) -> Work:
    witnesses = [
        replace(
            witness_of("\n\n".join(filter(None, ["Boats in Winter", head, *body])) + "\n", name),
            facts=tuple(Fact(key, value, MANIFEST) for key, value in stated),
        )
        for name, body, head, stated in versions
    ]
    pairs = [(witnesses[0].source_id, other.source_id) for other in witnesses[1:]]
    (group,) = cluster(witnesses, together=pairs)
    return merge(group)


def _body(work: Work) -> list[str]:
    return [block.text for block in work.blocks if len(block.text.split()) > 7]


@pytest.mark.parametrize("name", ["new", "a-new"])
@pytest.mark.parametrize("revision", REVISIONS)
def test_the_latest_edition_is_followed(revision: str, name: str) -> None:
    later = REVISIONS[revision]
    dated = (("edition", "2023-03-01"),) if later.stated else ()
    work = _work(("old", OLD, "", dated), (name, later.body, later.head, later.stated))
    assert _body(work) == later.body
    kinds = Counter(s.type for block in work.blocks for s in block.stretches if s.rule)
    assert kinds["revision"] or any(block.added for block in work.blocks)


@pytest.mark.parametrize("revision", REVISIONS)
def test_two_copies_of_the_old_edition_do_not_outvote_it(revision: str) -> None:
    later = REVISIONS[revision]
    dated = (("edition", "2023-03-01"),) if later.stated else ()
    stated = (*later.stated, ("supersedes", "old2")) if later.stated else ()
    old = [(name, OLD, "", dated) for name in ("old", "old2")]
    work = _work(*old, ("new", later.body, later.head, stated))
    assert _body(work) == later.body


@pytest.mark.parametrize(
    "body", [REVISIONS["a sentence withdrawn"], REVISIONS["a paragraph withdrawn"]]
)
def test_a_later_date_alone_takes_nothing_out(body: Edition) -> None:
    """A page and a PDF of one edition bear different days, and either may have lost something."""
    dates = [(("published", day),) for day in ("2023-03-01", "2023-05-09")]
    work = _work(("old", OLD, "", dates[0]), ("new", body.body, "", dates[1]))
    assert _body(work) == OLD


def test_a_line_that_fell_out_is_put_back_though_the_text_is_later() -> None:
    lost = _changed(5, "by the mate, who also looks after ", "")
    work = _work(("old", OLD, "", ()), ("new", lost, NOTE, ()))
    assert _body(work) == OLD


def test_a_section_that_the_latest_edition_lacks_was_taken_out() -> None:
    section = ["What it costs", "The boats cost more to run in winter than in the summer."]
    work = _work(("old", [*OLD[:3], *section, *OLD[3:]], "", ()), ("new", OLD, NOTE, ()))
    assert section[1] not in "\n".join(block.text for block in work.blocks)


def test_an_extract_takes_nothing_out() -> None:
    work = _work(("old", OLD, "", ()), ("new", [OLD[0], *OLD[4:]], NOTE, ()))
    assert _body(work) == OLD


def test_a_box_that_a_page_lacks_was_not_taken_out() -> None:
    box = ["Case study 1", "The mate", "She learned to read the tides from her aunt."]
    work = _work(("old", [*OLD[:3], *box, *OLD[3:]], "", ()), ("new", OLD, NOTE, ()))
    assert box[2] in "\n".join(block.text for block in work.blocks)


READINGS = [
    ("council", "company", True),
    ("council", "counci1", False),
    ("night crossing", "night cross-ing", False),
    ("a night crossing", "two more boats", True),
    ("xqzv wqk", "boats", False),
    ("12", "21", True),
    ("", "boats and harbours too", False),
    ("above 30 degrees", "above 3O degrees", False),
    ("30", "3O", False),
]


@pytest.mark.parametrize(("one", "other", "differ"), READINGS)
def test_other_words_are_a_revision_and_misread_ones_are_damage(
    one: str, other: str, differ: bool
) -> None:
    assert is_other_statement(one, other, _locus(one, other)) is differ
    assert is_other_statement(other, one, _locus(one, other)) is differ


PASSAGES = [
    ("It is painted each spring. ", "built of oak. ", "Most of", True),
    ("and for shelters at either end. ", "in summer, ", "", True),
    ("(which was built of oak) ", "stage ", "is", True),
    ("by the mate, who also looks ", "sold on board ", "after the mail", False),
    ("who also looks after ", "by the mate, ", "the mail", False),
]


@pytest.mark.parametrize(("passage", "before", "after", "withdrawn"), PASSAGES)
def test_a_clause_or_a_sentence_is_withdrawn_and_a_line_is_lost(
    passage: str, before: str, after: str, withdrawn: bool
) -> None:
    locus = _locus("", passage)._replace(before=before, after=after)
    assert is_withdrawn("", passage, locus) is withdrawn


def _locus(*texts: str) -> Locus:
    readings = tuple(
        Reading(name, TracedText.copied(text, 0)) for name, text in zip("ab", texts, strict=True)
    )
    return Locus(readings, "", Counter(), "so it is the ")


def test_a_work_that_the_manifest_says_supersedes_another_is_an_edition_of_it() -> None:
    bodies = {"old": OLD, "new": [text.replace("ferry", "tram") for text in reversed(OLD[:3])]}
    works = [_work((name, body, "", ())) for name, body in bodies.items()]
    (relation,) = relate(works, {}, [("new", "old")])
    assert (relation.subject, relation.type, relation.object) == (1, "edition_of", 0)
    assert relation.reason == "the manifest says that new supersedes old"

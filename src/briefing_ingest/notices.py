"""What the maintainer is told about a build that succeeded: copies, licences, losses, packages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from briefing_ingest.english.licences import ALL_RIGHTS_RESERVED, permissions
from briefing_ingest.errors import Finding, Location, Severity
from briefing_ingest.model import (
    DecidedReading,
    Decisions,
    DoubtfulPassage,
    Source,
    Stretch,
    Witness,
    Work,
)
from briefing_ingest.outcome import Outcome, stating
from briefing_ingest.packages import Unproven
from briefing_ingest.reading import counts_of, judged
from briefing_ingest.text import shortened

if TYPE_CHECKING:
    from briefing_ingest.dataset import Dataset


def without_copies(outcomes: Sequence[Outcome]) -> tuple[list[Witness], list[Finding]]:
    """The witnesses to reconcile. Of two sources with the same bytes the first counts: a copy is no
    second voice.
    """
    first: dict[str, str] = {}
    witnesses, findings = [], []
    for outcome in outcomes:
        if outcome.witness is None:
            continue
        digest = "" if outcome.stale or outcome.source.entry else outcome.sha256 or ""
        if digest and digest in first:
            cause = f"The file has the same bytes as {first[digest]}, which counts as the witness."
            findings.append(_about(outcome.source, "N605", cause, "Remove one of the two."))
        else:
            first[digest] = outcome.source.path
            witnesses.append(outcome.witness)
    return witnesses, findings


def rights_notices(works: Sequence[Work], outcomes: Sequence[Outcome]) -> list[Finding]:
    """N601 for works whose terms restrict reuse, N604 where manifest and document state different
    terms.
    """
    sources = {outcome.source.id: outcome.source for outcome in outcomes}
    findings = []
    for work in works:
        if not work.rights:
            continue
        stated = next(iter(stating(work)), work.witnesses[0])
        findings += _restriction(work, work.rights.spdx, sources[stated])
        findings += [
            _conflict(sources[name], work.rights.spdx, sources[stated])
            for name in work.witnesses
            if sources[name].licence not in (None, work.rights.spdx)
        ]
    return findings


def _restriction(work: Work, spdx: str, source: Source) -> list[Finding]:
    """N601 if the licence forbids derivatives or commercial use (the ND and NC of Creative
    Commons, "all rights reserved").
    """
    allowed = zip(("derivatives", "commercial use"), permissions(spdx), strict=True)
    terms = [name for name, permitted in allowed if permitted is False]
    if not terms:
        return []
    how = "states “all rights reserved”" if spdx == ALL_RIGHTS_RESERVED else f"is under {spdx}"
    cause = f"“{work.title}” {how}, which forbids {' and '.join(terms)}."
    fix = "Do not republish the dataset's text of this work without permission."
    return [_about(source, "N601", cause, fix, "notice")]


def _conflict(source: Source, found: str, stated: Source) -> Finding:
    cause = (
        f"The manifest states the licence {source.licence}; {stated.path} itself states {found}."
    )
    return _about(source, "N604", cause, "Correct the manifest, or ask the publisher which holds.")


def nothing_left(source: Source, media_type: str) -> Finding:
    """E207 for a source all of whose lines are navigation, headings of lists and the like."""
    fix = "Open the file: it may hold nothing but page numbers, running heads or links."
    if media_type == "text/html":
        fix = (
            "Open the page: its text may be drawn by JavaScript; save the page as the browser "
            "shows it."
        )
    return _about(
        source, "E207", "It has nothing but furniture: no paragraph of its own.", fix, "error"
    )


def language_notices(works: Sequence[Work], outcomes: Sequence[Outcome]) -> list[Finding]:
    """N607 for works in a language that tagging does not serve."""
    from briefing_ingest.tag import serves

    sources = {outcome.source.id: outcome.source for outcome in outcomes}
    fix = 'Nothing need be done; if it is English, say `language = "en"` in the manifest.'
    return [
        _about(
            sources[work.witnesses[0]],
            "N607",
            f"“{work.title}” is in {work.language!r}: its names are not tagged.",
            fix,
            "notice",
        )
        for work in works
        if not serves(work.language)
    ]


def doubts(outcomes: Sequence[Outcome]) -> list[Finding]:
    """N620 for each source whose reading is worth a look: a warning where it is poor."""
    findings = []
    for outcome in outcomes:
        judgement = judged(counts_of(outcome.witness)) if outcome.witness else None
        if judgement and judgement.verdict != "good":
            cause = f"The reading is “{judgement.verdict}”: {'; '.join(judgement.reasons)}."
            fix = "Compare the text with the source before you rely on it."
            severity: Severity = "warning" if judgement.verdict == "poor" else "notice"
            findings.append(_about(outcome.source, "N620", cause, fix, severity))
    return findings


_MAX_PASSAGES: Final = 3
"""Of a source, of which a finding each is shown; `ingest review` lists all."""


def left_out_text(outcomes: Sequence[Outcome]) -> list[Finding]:
    """N621 for each passage that was left out and may be text, the first few of each source."""
    findings = []
    for outcome in outcomes:
        passages = outcome.witness.doubtful if outcome.witness else ()
        doubtful = [passage for passage in passages if passage.doubt and not passage.kept]
        rest = len(doubtful) - _MAX_PASSAGES
        for index, passage in enumerate(doubtful[:_MAX_PASSAGES]):
            more = f" {rest} more: `ingest review`." if rest > 0 and index == 0 else ""
            findings.append(_left_out(outcome.source, passage, more))
    return findings


def _left_out(source: Source, passage: DoubtfulPassage, more: str) -> Finding:
    words = shortened(passage.text)
    cause = f"Left out, though {passage.doubt}: “{words}”. The reason: {passage.reason}.{more}"
    quoted = words.replace("\\", "").replace('"', "")
    fix = f'If it is part of the briefing, write `keep = ["{quoted}"]` below the source.'
    place = passage.place
    page = place.page if place.box else None
    where = Location(source.path, page=page, line=place.first_line)
    return Finding("N621", cause, fix, where, severity="notice", source=source.id)


def unmatched_passages(source: Source, unmatched: Sequence[str]) -> tuple[Finding, ...]:
    """N622 for each of the words in `keep` and `drop` that stand nowhere in the source."""
    fix = "Copy the words from the source, or remove them from the manifest."
    return tuple(
        _about(source, "N622", f"A decision names “{words}”, which stands nowhere in it.", fix)
        for words in unmatched
    )


def unmatched_decisions(
    decisions: Decisions, works: Sequence[Work], data: Dataset
) -> list[Finding]:
    """N622 for what the manifest decides of readings, names and works that are not there."""
    nowhere = (
        *_readings_nowhere(decisions, works),
        *_names_nowhere(decisions, works),
        *_works_nowhere(decisions, data),
    )
    fix = "Mend the decision, or remove it."
    where = Location("sources.toml")
    return [
        *(
            Finding("N622", f"A decision matches nothing: {what}.", fix, where, severity="warning")
            for what in nowhere
        ),
        *_readings_of_several(decisions, works),
    ]


def _readings_nowhere(decisions: Decisions, works: Sequence[Work]) -> Iterator[str]:
    places = _decided_places(works)
    for one in decisions.readings:
        if not places[_place_of(one)]:
            yield _said(one)


def _readings_of_several(decisions: Decisions, works: Sequence[Work]) -> Iterator[Finding]:
    """N624 for each decision on a reading that holds at more than one place."""
    places = _decided_places(works)
    for one in decisions.readings:
        if (count := places[_place_of(one)]) > 1:
            cause = f"A decision holds at {count} places: {_said(one)}."
            fix = "If they differ, give more of the words `before` it."
            yield Finding("N624", cause, fix, Location("sources.toml"), severity="notice")


_DecidedPlace = tuple[str, str, str]
"""A source, the reading that was chosen, and one that was not."""


def _decided_places(works: Sequence[Work]) -> Counter[_DecidedPlace]:
    """How often the maintainer has chosen a reading instead of another one, for each source."""
    return Counter(
        (name, stretch.lemma.strip(), other)
        for work in works
        for stretch in _decided_stretches(work)
        for name in work.witnesses
        for other in {reading.text.strip() for reading in stretch.readings}
    )


def _place_of(one: DecidedReading) -> _DecidedPlace:
    return one.source, one.reading.strip(), one.instead_of.strip()


def _said(one: DecidedReading) -> str:
    reading, instead_of = shortened(one.reading), shortened(one.instead_of)
    return f"“{reading}” instead of “{instead_of}” in {one.source!r}"


def _decided_stretches(work: Work) -> Iterator[Stretch]:
    for block in (*work.blocks, *work.notes):
        yield from (stretch for stretch in block.stretches if stretch.rule == "maintainer")


def _names_nowhere(decisions: Decisions, works: Sequence[Work]) -> Iterator[str]:
    names = [decided.name for decided in decisions.names]
    texts = [block.text for work in works for block in (*work.blocks, *work.notes)] if names else []
    for name in names:
        if not any(name in text for text in texts):
            yield f"the name “{name}”"


def _works_nowhere(decisions: Decisions, data: Dataset) -> Iterator[str]:
    ids = {work.id for work in data.works}
    yield from (f"the work {one.work!r}" for one in decisions.former_ids if one.work not in ids)


def changed_ids(data: Dataset, earlier: Mapping[str, frozenset[str]]) -> list[Finding]:
    """N623 for each work that the last dataset had under another id; ``earlier`` are the ids of
    the sources of its works, by their ids.
    """
    now = {work.id: frozenset(ref.source for ref in work.witnesses) for work in data.works}
    known = {*now, *(old for work in data.works for old in work.formerly or ())}
    gone = {old: sources for old, sources in sorted(earlier.items()) if old not in known}
    return [
        _changed_id(old, new)
        for old, sources in gone.items()
        if (new := _most_like(sources, now)) is not None
    ]


def _most_like(sources: frozenset[str], works: Mapping[str, frozenset[str]]) -> str | None:
    """The id of the work that has most of ``sources``; None where no work has any."""
    shared = {name: len(sources & own) for name, own in works.items() if sources & own}
    return max(shared, key=lambda name: (shared[name], name), default=None)


def _changed_id(old: str, new: str) -> Finding:
    cause = f"The work {old!r} of the last dataset is now {new!r}."
    decision = f'[[decision]]\nwork = "{new}"\nformerly = ["{old}"]'
    fix = f"So that links to it lead on, add to the manifest:\n{decision}"
    return Finding("N623", cause, fix, Location("sources.toml"), severity="notice")


def losses(outcomes: Sequence[Outcome], earlier: frozenset[str]) -> list[Finding]:
    """N603 for what was kept of a failed source, N606 for what is gone; ``earlier`` are ids the
    last build had.
    """
    findings = []
    for outcome in outcomes:
        if outcome.stale:
            fix = "Mend the source; until then its text is that of the last good build."
            findings.append(
                _about(
                    outcome.source, "N603", "The source failed; its last good text is kept.", fix
                )
            )
        elif outcome.failure and outcome.source.id in earlier:
            fix = (
                "Mend the source, or build with --keep-failed: it keeps what cache or dataset have "
                "of it."
            )
            findings.append(
                _about(
                    outcome.source, "N606", "The text that the last build had of it is gone.", fix
                )
            )
    return findings


def package_notices(unproven: Sequence[Unproven]) -> list[Finding]:
    """N611 that lists packages whose version was not proven, if there are any."""
    if not unproven:
        return []
    listed = ", ".join(f"{one.name} {one.installed} (proven: {one.proven})" for one in unproven)
    wanted = " ".join(f"{one.name}=={one.proven}" for one in unproven)
    cause = f"Another version of a package may give another dataset: {listed}."
    fix = f"For the same bytes as elsewhere, install the proven versions: `pip install {wanted}`."
    return [Finding("N611", cause, fix, severity="notice")]


def _about(
    source: Source, code: str, cause: str, fix: str, severity: Severity = "warning"
) -> Finding:
    return Finding(code, cause, fix, Location(source.path), severity=severity, source=source.id)

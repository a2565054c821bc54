"""Rules that find organisations by what the work prints of them: imprints and web addresses.

Their records are in `tag/rulebook.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefing_ingest.dictionary import is_word
from briefing_ingest.tag.finders.candidate import Candidate
from briefing_ingest.tag.finders.organisation import organisation
from briefing_ingest.tag.knowledge import gazetteer
from briefing_ingest.tag.knowledge.shapes import Word, runs
from briefing_ingest.tag.knowledge.vocabulary import is_in, words
from briefing_ingest.tag.knowledge.web_hosts import (
    hosts_of,
    letters,
    of_organisations,
    spelled_by,
    spellings,
)
from briefing_ingest.tag.read.publishers import is_stated, plain_publishers
from briefing_ingest.tag.read.scope import Scope


def imprint_names(scope: Scope) -> Iterator[Candidate]:
    """The publishers' names, wherever they stand; `refusals.is_no_publisher` refuses what is not
    plainly a body's.
    """
    printed = [imprint.name for imprint in scope.work.imprints if not is_stated(imprint)]
    for name in dict.fromkeys([*plain_publishers(scope), *printed]):
        yield from (organisation(scope, block, span) for block, span in scope.where(name))


def linked_names(scope: Scope) -> Iterator[Candidate]:
    """Capitalised names that a web address of the work spells letter for letter.

    The address may stand anywhere in the work. A name the model gives to a person counts only where
    the address is of a kind that organisations have (.org, .police.uk). Areas and posts have sites
    too, so their names do not count. Wrong for a person's own site under .org.
    """
    by_letters = _hosts_by_letters(scope)
    if not by_letters:
        return
    for block, text in enumerate(scope.texts):
        for parts in _stretches(text):
            name = text[parts[0].start : parts[-1].base_end]
            host = _host_that_spells(name, by_letters)
            if host and _is_owner(scope, name, host) and _may_be_linked(scope, parts, name):
                yield organisation(scope, block, (parts[0].start, parts[-1].base_end))


def _hosts_by_letters(scope: Scope) -> Mapping[str, str]:
    """The hosts of the work's web addresses, by what each spells."""
    hosts = sorted({host for block in scope.blocks for host in hosts_of(block)}, reverse=True)
    return {spelled: host for host in hosts for spelled in spelled_by(host)}


def _host_that_spells(name: str, by_letters: Mapping[str, str]) -> str:
    """The first host that spells ``name``, or ""."""
    return next((by_letters[form] for form in sorted(spellings(name)) if form in by_letters), "")


def _is_owner(scope: Scope, name: str, host: str) -> bool:
    """False for a subject that the government has a site for ("Education"), and for a person whose
    site is not of a kind that organisations have.
    """
    if host.endswith(".gov.uk") and " " not in name and is_word(name):
        return False
    return name not in scope.people.names or of_organisations(host)


def _may_be_linked(scope: Scope, parts: Sequence[Word], name: str) -> bool:
    if name in scope.work.authors or gazetteer.is_area(name) or len(letters(name)) < 6:
        return False
    return parts[0].text.lower() not in words("openers") and not is_in(parts[-1].base, "roles")


def _stretches(text: str) -> Iterator[Sequence[Word]]:
    """Every one to six words of a run of ``text`` that begin and end with a capital."""
    for run in runs(text):
        yield from _stretches_of(run)


def _stretches_of(run: Sequence[Word]) -> Iterator[Sequence[Word]]:
    for start, first in enumerate(run):
        for end in range(start + 1, min(start + 6, len(run)) + 1):
            if first.is_capital and run[end - 1].is_capital:
                yield run[start:end]

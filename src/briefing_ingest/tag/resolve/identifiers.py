"""Identifiers of entities, each with the evidence for it. In doubt there is none.

`web_links` finds the sites the work links to whose host spells the organisation's name; `registers`
the numbers that it prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from briefing_ingest.model import Identifier, Mention, MergedBlock, Work
from briefing_ingest.tag.finders.acronyms import initials
from briefing_ingest.tag.knowledge.shapes import address_spans
from briefing_ingest.tag.knowledge.vocabulary import kind_of_name
from briefing_ingest.tag.knowledge.web_hosts import host_of, letters, named_by, owner


class Sites(NamedTuple):
    """Web addresses of one work, read once: by block, with the addresses of the notes it calls, and
    all of them.
    """

    by_block: tuple[tuple[str, ...], ...]
    all: tuple[str, ...]


def sites_of(work: Work) -> Sites:
    """The addresses that ``work`` links to or prints."""
    blocks = work.blocks + work.notes
    own = [urls_of(block) for block in blocks]
    noted = {
        note.number: urls for note, urls in zip(work.notes, own[len(work.blocks) :], strict=True)
    }
    near = [
        (*urls, *(url for ref in block.note_refs for url in noted.get(ref.number, ())))
        for block, urls in zip(blocks, own, strict=True)
    ]
    return Sites(tuple(near), tuple(dict.fromkeys(url for urls in own for url in urls)))


def web_links(
    sites: Sites, names: Sequence[str], mentions: Sequence[Mention]
) -> Iterator[Identifier]:
    """Sites of the organisation called ``names``, which ``mentions`` of a work with ``sites`` name.

    A host that spells a name of two words or more counts wherever the work links to it; one that
    spells a single word or the initials only where the block that names the organisation links to
    it or calls a note that does.
    """
    near = {url for mention in mentions for url in sites.by_block[mention.block]}
    for url in sites.all:
        host = host_of(url)
        spelled = _spelled_whole(host, names) or (url in near and _spelled_short(host, names))
        if spelled:
            reason = f"the work links to {host}, which spells “{spelled}”"
            yield Identifier(site_of(url), reason)


def _spelled_whole(host: str, names: Sequence[str]) -> str:
    """The first name of several words that ``host`` spells; "" if there is none."""
    return next((name for name in names if " " in name and named_by(host, name)), "")


def _spelled_short(host: str, names: Sequence[str]) -> str:
    return next((name for name in names if spells_short(host, name)), "")


def spells_short(host: str, name: str) -> bool:
    """True if ``host`` spells the single word ``name`` or the initials of an organisation's whole
    name.

    >>> spells_short("iscre.org.uk", "Ipswich and Suffolk Council for Racial Equality")
    True
    """
    if named_by(host, name):
        return True
    short = {letters(form) for form in initials(name) if len(form) > 2}
    return bool(kind_of_name(name)) and owner(host) in short


def one_a_host(links: Sequence[Identifier]) -> tuple[Identifier, ...]:
    """``links``, of a site that is linked to with http and with https the latter only."""
    secure = {
        link.uri.removeprefix("https://") for link in links if link.uri.startswith("https://")
    }
    return tuple(link for link in links if link.uri.partition("http://")[2] not in secure)


def site_of(url: str) -> str:
    """The front page of the site of ``url``.

    >>> site_of("www.example.org/a/b"), site_of("http://example.org/c")
    ('https://www.example.org/', 'http://example.org/')
    """
    parts = urlsplit(url if "://" in url else f"https://{url}")
    return f"{parts.scheme}://{parts.netloc.lower()}/"


def urls_of(block: MergedBlock) -> tuple[str, ...]:
    """Web addresses of a block: its links, and what it prints as an address where no link is
    marked.
    """
    linked = [link.url for link in block.links]
    printed = [
        block.text[span.start : span.end].rstrip(".,;)") for span in address_spans(block.text)
    ]
    spans = [(link.start, link.end) for link in block.links]
    unmarked = [
        url
        for url, at in zip(printed, address_spans(block.text), strict=True)
        if not any(start <= at.start < end for start, end in spans)
    ]
    return tuple(url for url in (*linked, *unmarked) if host_of(url))

"""Web addresses as evidence of names: which host a text links to, and whether its letters spell a
name.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from briefing_ingest.model import MergedBlock
from briefing_ingest.tag.knowledge.shapes import address_spans

# Labels that say nothing about whose a host is: top-level domains and the second level of national
# ones.
_TAIL: Final = re.compile(
    r"ac|academy|biz|charity|ch|co|com|coop|de|edu|eu|fr|gov|ie|info|int|io|london|mil|net|ngo|nhs|nl|org|police|sch"
    r"|school|scot|uk|us|wales|www"
)
_ORGANISATIONS: Final = re.compile(
    r"\.(?:ac|charity|coop|edu|gov|int|mil|ngo|nhs|org|police|sch)(?:\.|$)"
)


def host_of(url: str) -> str:
    """The host of a URL without ``www.``; "" if it has none or is a mail address.

    >>> host_of("www.stgilestrust.org.uk/page"), host_of("mailto:a@b.org")
    ('stgilestrust.org.uk', '')
    """
    if "@" in url:
        return ""
    try:
        host = urlsplit(url if "://" in url else f"https://{url}").hostname or ""
    except ValueError:  # brackets that are no IPv6 address
        return ""
    return host.removeprefix("www.") if "." in host else ""


def hosts_of(block: MergedBlock) -> tuple[str, ...]:
    """Hosts that ``block`` links to or prints, in text order, each once."""
    urls = [link.url for link in block.links]
    urls += [block.text[span.start : span.end] for span in address_spans(block.text)]
    return tuple(dict.fromkeys(host for host in map(host_of, urls) if host))


def letters(text: str) -> str:
    """``text`` in lower case, letters and digits only."""
    return re.sub(r"[\W_]+", "", text).lower()


def owner(host: str) -> str:
    """The letters of the label that says whose ``host`` is.

    >>> owner("leaders-unlocked.org"), owner("kent.police.uk"), owner("blog.example.co.uk")
    ('leadersunlocked', 'kent', 'example')
    """
    labels = [label for label in host.split(".") if not _TAIL.fullmatch(label)]
    return letters(labels[-1]) if labels else ""


def of_organisations(host: str) -> bool:
    """True if ``host`` is under a domain that organisations have (.org, .gov.uk, .police.uk)."""
    return bool(_ORGANISATIONS.search(host))


def spelled_by(host: str) -> frozenset[str]:
    """The letters of the names that ``host`` spells. A force's host spells its area: kent.police.uk
    is Kent Police.
    """
    whose = owner(host)
    if ".police." in host:
        return frozenset({f"{whose}police", f"{whose}constabulary"})
    return frozenset({whose} if whose else ())


def spellings(name: str) -> frozenset[str]:
    """The letters of ``name`` as a host may spell it: without a leading "the", with and without its
    "and".
    """
    plain = re.sub(r"^the\s", "", name, flags=re.IGNORECASE)
    return frozenset({letters(plain), letters(re.sub(r"\s(?:and|&)\s", " ", plain))})


def named_by(host: str, name: str) -> bool:
    """True if the letters of ``host`` spell ``name``."""
    return bool(spelled_by(host) & spellings(name))

"""Terms in the head of a page, in its links and badges, and in the XMP packet of a PDF file."""

import pytest

from briefing_ingest.english.licences import licence_id
from briefing_ingest.extract import extract
from briefing_ingest.extract.pdf.metadata import document_facts
from briefing_ingest.model import Source

BODY = "<h1>Lamps for all</h1>" + "<p>The lamps of the town stand in every street of it.</p>" * 9


def _licences(head: str, body: str) -> list[str]:
    page = f"<html><head><title>Lamps</title>{head}</head><body>{BODY}{body}</body></html>"
    raw = extract(Source("a", "a.html"), page.encode())
    return [licence_id(fact.value) for fact in raw.facts if fact.name == "licence"]


CC = "https://creativecommons.org/licenses/by-nc"


@pytest.mark.parametrize(
    ("head", "body", "licences"),
    [
        (f'<link rel="license" href="{CC}/4.0/">', "", ["CC-BY-NC-4.0"]),
        ("", f'<a rel="noopener license" href="{CC}/4.0/">here</a>', ["CC-BY-NC-4.0"]),
        ("", f'<a href="{CC}/4.0/"><img src="x.png"></a>', ["CC-BY-NC-4.0"]),
        (
            "",
            f'<a property="cc:license" href="{CC}/3.0/igo/">here</a>',
            ["LicenseRef-CC-BY-NC-3.0-IGO"],
        ),
        ('<meta name="DC.rights" content="CC BY 4.0">', "", ["CC-BY-4.0"]),
        ('<meta name="dcterms.license" content="OGL v3.0">', "", ["OGL-UK-3.0"]),
        (
            '<script type="application/ld+json">{"@type": "WebPage", "license": {"@type": '
            f'"CreativeWork", "name": "CC BY-NC", "url": "{CC}/4.0/"}}}}</script>',
            "",
            ["CC-BY-NC-4.0"],
        ),
        (
            '<script type="application/ld+json">{"@type": "ImageObject", "license": '
            f'"{CC}/4.0/"}}</script>',
            "",
            [],
        ),
        ("", f'<figure><img src="x.png"><a rel="license" href="{CC}/4.0/">x</a></figure>', []),
        ("", f'<p>We like <a href="{CC}/4.0/">CC BY-NC</a> for its terms.</p>', []),
    ],
)
def test_what_a_page_says_of_its_terms(head: str, body: str, licences: list[str]) -> None:
    assert _licences(head, body) == licences


def _packet(inner: str, kind: str = "application/pdf") -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:cc="http://creativecommons.org/ns#" '
        'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"><rdf:Description>'
        f"<dc:format>{kind}</dc:format>{inner}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


TERMS = "<xmpRights:UsageTerms><rdf:Alt><rdf:li>CC BY 4.0</rdf:li></rdf:Alt></xmpRights:UsageTerms>"


@pytest.mark.parametrize(
    ("content", "stated"),
    [
        (_packet(f'<cc:license rdf:resource="{CC}/4.0/"/>'), [("licence", f"{CC}/4.0/")]),
        (_packet(TERMS), [("licence", "CC BY 4.0")]),
        (
            _packet("<dc:title><rdf:Alt><rdf:li>Lamps for all</rdf:li></rdf:Alt></dc:title>"),
            [("title", "Lamps for all")],
        ),
        (
            _packet(TERMS) + _packet("<dc:rights>CC0</dc:rights>", "image/jpeg"),
            [("licence", "CC BY 4.0")],
        ),
        (_packet("<dc:rights>CC0</dc:rights>") + b" " + _packet(TERMS), [("licence", "CC BY 4.0")]),
        (b'<x:xmpmeta>application/pdf<!ENTITY a "b"></x:xmpmeta>', []),
        (b"<x:xmpmeta>application/pdf<broken</x:xmpmeta>", []),
        (b"no packet", []),
    ],
)
def test_what_the_packet_of_a_pdf_file_says(content: bytes, stated: list[tuple[str, str]]) -> None:
    assert [(fact.name, fact.value) for fact in document_facts({}, content)] == stated


def test_the_day_a_file_was_made_is_not_that_of_its_publication() -> None:
    facts = list(document_facts({"CreationDate": "D:20200102030405Z", "Author": "\0 "}, b""))
    assert [(fact.name, fact.value) for fact in facts] == [("created", "2020-01-02")]

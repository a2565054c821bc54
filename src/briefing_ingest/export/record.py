"""A whole dataset as lines of text, for tools that compare lines: what `git diff` shows after
`ingest git-setup`.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing_ingest.dataset import Block, Dataset, Link, Note, Relation, Work, texts
from briefing_ingest.export.addresses import repaired


def render_record(dataset: Dataset) -> str:
    """Sources, works with all that is noted in their texts, entities and relations.

    One line a text and one a remark, without offsets and checksums: a change shows where it is and
      nowhere else.
    """
    lines = [f"source {source.id}: {source.path} ({source.state})" for source in dataset.sources]
    for work in dataset.works:
        lines += ["", *_work(work)]
    for entity in dataset.entities:
        names = "; ".join((entity.name, *entity.aliases))
        lines += ["", f"{entity.type} {entity.id} ({entity.kind or 'no kind'}): {names}"]
        lines += [f"  = {uri}" for uri in entity.same_as]
    lines += ["", *(line for relation in dataset.relations for line in _relation(relation))]
    return "\n".join(lines).strip("\n") + "\n"


def _relation(relation: Relation) -> Iterator[str]:
    yield f"relation: {relation.subject} {relation.type} {relation.object}"
    yield from (f"  {change.said}" for change in relation.changes or ())


def _work(work: Work) -> Iterator[str]:
    yield f"work {work.id}"
    facts = [
        ("title", work.title),
        ("subtitle", work.subtitle),
        ("kind", work.kind),
        ("published", work.published),
    ]
    yield from (f"  {name}: {value}" for name, value in facts if value)
    yield f"  authors: {'; '.join(work.authors)}"
    yield f"  licence: {work.licence.id}"
    yield f"  witnesses: {', '.join(witness.source for witness in work.witnesses)}"
    for text in texts(work):
        yield ""
        yield from _text(text)


def _link(link: Link) -> str:
    return f"{link.url} (printed: {link.printed})" if repaired(link) else link.url


def _text(text: Block | Note) -> Iterator[str]:
    what = f"note {text.number}" if isinstance(text, Note) else text.kind
    yield f"[{text.id}] {what}"
    yield from text.text.split("\n")
    for variant in text.variants:
        lemma, *rivals = variant.readings
        against = ", ".join(f"“{rival.text}” ({', '.join(rival.witnesses)})" for rival in rivals)
        yield f"  ~ “{lemma.text}” against {against}; {variant.rule}"
    for ref in text.note_refs:
        yield f"  ^ {ref.note} after “{text.text[max(0, ref.at - 20) : ref.at]}”; {ref.rule}"
    yield from (f"  > {_link(link)}" for link in text.links)
    yield from (f"  @ {mention.text} = {mention.entity}" for mention in text.mentions)

"""What the maintainer decides in the manifest: every form of it, that it holds, and that a decision
which matches nothing is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from briefing_ingest.errors import UsageError
from briefing_ingest.loader import Briefings, load
from briefing_ingest.manifest import read_manifest
from briefing_ingest.review import as_toml
from commandline import ingest

FIRST = """The lamps of Elm

By Ann Smith

The lamps of the town stand in every street of it, and the council pays for all of them.

A panel of the county met twice in the old hall, and 14 of its members agreed on a plan.

See www.elm.example/plan-of-thelamps for the plan, which the council and Riverside Lighthouse wrote.

The last of the lamps was lit in the spring of the year before, and all the people came.
"""
SECOND = FIRST.replace("14 of its", "41 of its").replace("Ann Smith", "Anne Smith")


def _folder(tmp_path: Path, decisions: str = "") -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir(exist_ok=True)
    (folder / "first.txt").write_text(FIRST, "utf-8")
    (folder / "second.txt").write_text(SECOND, "utf-8")
    sources = (f'[[source]]\nid = "{name}"\npath = "{name}.txt"\n' for name in ("first", "second"))
    (folder / "sources.toml").write_text("\n".join([*sources, decisions]), "utf-8")
    return folder


def _built(folder: Path) -> tuple[Briefings, list[dict[str, Any]]]:
    run = ingest("build", folder, "--jobs", 0, "--no-cache", "--json")
    return load(folder.parent / "out" / "dataset.json"), run.json["findings"]


def _decided(tmp_path: Path, decision: Mapping[str, Any]) -> tuple[Briefings, list[dict[str, Any]]]:
    return _built(_folder(tmp_path, as_toml(decision)))


def _text(briefings: Briefings) -> str:
    return "\n".join(block.text for work in briefings.dataset.works for block in work.blocks)


def _codes(findings: list[dict[str, Any]]) -> list[str]:
    return [finding["code"] for finding in findings]


def test_a_passage_is_dropped(tmp_path: Path) -> None:
    decision = {"source": "first", "drop": "See www … wrote"}
    briefings, findings = _decided(tmp_path, decision)
    assert "N622" not in _codes(findings)
    first = next(w for w in briefings.provenance.witnesses if w.source == "first")
    assert [(item.kept, item.reason) for item in first.doubtful] == [
        (False, "left out as the manifest says")
    ]


@pytest.mark.parametrize(("works", "number"), [("one", 1), ("two", 2)])
def test_sources_are_one_work_or_two(tmp_path: Path, works: str, number: int) -> None:
    decision = {"sources": ("first", "second"), "works": works}
    briefings, _ = _decided(tmp_path, decision)
    assert len(briefings.dataset.works) == number


def test_works_that_are_one_with_a_third_are_one(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    manifest = (folder / "sources.toml").read_text("utf-8")
    for name in ("third", "fourth"):
        (folder / f"{name}.txt").write_text(FIRST.replace("lamp", name), "utf-8")
        manifest += f'\n[[source]]\nid = "{name}"\npath = "{name}.txt"\n'
    pairs = (("first", "second"), ("third", "fourth"), ("second", "third"))
    manifest += "\n\n".join(as_toml({"sources": pair, "works": "one"}) for pair in pairs)
    (folder / "sources.toml").write_text(manifest, "utf-8")
    assert len({source.work for source in read_manifest(folder / "sources.toml").sources}) == 1


POST = (
    "<item><title>{0}</title><guid>{0}</guid><link>https://x.example/{0}</link>"
    "<description><![CDATA[{1}]]></description></item>"
)


def test_entries_of_a_feed_can_be_decided_on(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    said = "".join(f"<p>{text.replace('lamp', '{0}')}</p>" for text in FIRST.split("\n\n")[2:])
    posts = "".join(POST.format(name, said.format(name) * 3) for name in ("alpha", "beta"))
    feed = (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>P</title>{posts}</channel></rss>'
    )
    (folder / "feed.xml").write_text(feed, "utf-8")
    manifest = folder / "sources.toml"
    manifest.write_text('[[source]]\nid = "feed"\npath = "feed.xml"\n', "utf-8")
    names = [source.id for source in _built(folder)[0].dataset.sources]
    assert len(names) == 2, names
    decision = as_toml({"source": names[1], "title": "Another title"})
    manifest.write_text(f"{manifest.read_text('utf-8')}\n{decision}\n", "utf-8")
    titles = {work.title for work in _built(folder)[0].dataset.works}
    assert "Another title" in titles
    wrong = as_toml({"source": "nobody", "title": "X"})
    manifest.write_text(f"{manifest.read_text('utf-8')}\n{wrong}\n", "utf-8")
    run = ingest("build", folder, "--jobs", 0, "--no-cache")
    assert (run.code, "No source is called 'nobody'" in run.err) == (2, True)


@pytest.mark.parametrize(("source", "number"), [("first", "14"), ("second", "41")])
def test_an_edition_leads(tmp_path: Path, source: str, number: str) -> None:
    briefings, _ = _decided(tmp_path, {"leads": source})
    assert f"{number} of its members" in _text(briefings)
    base = [ref.source for ref in briefings.dataset.works[0].witnesses if ref.base]
    assert base == [source]


@pytest.mark.parametrize(
    ("source", "reading", "other"), [("first", "14", "41"), ("second", "41", "14")]
)
def test_a_reading_is_chosen(tmp_path: Path, source: str, reading: str, other: str) -> None:
    decision = {
        "source": source,
        "reading": reading,
        "instead_of": other,
        "before": "in the old hall, and",
    }
    briefings, findings = _decided(tmp_path, decision)
    assert f"{reading} of its members" in _text(briefings)
    variants = [
        variant.rule
        for block in briefings.dataset.works[0].blocks
        for variant in block.variants
        if {reading.text for reading in variant.readings} == {"14", "41"}
    ]
    assert variants == ["maintainer"]
    assert "N622" not in _codes(findings)


def test_a_reading_is_chosen_only_where_the_words_before_it_stand(tmp_path: Path) -> None:
    decision = {
        "source": "second",
        "reading": "41",
        "instead_of": "14",
        "before": "in the new hall",
    }
    _, findings = _decided(tmp_path, decision)
    assert "N622" in _codes(findings)


def test_a_reading_that_is_chosen_at_two_places_is_said(tmp_path: Path) -> None:
    folder = _folder(tmp_path, as_toml({"source": "second", "reading": "41", "instead_of": "14"}))
    for name in ("first", "second"):
        text = (folder / f"{name}.txt").read_text("utf-8")
        number = "14" if name == "first" else "41"
        more = f"\nThe council of the town wrote to {number} of the people who had been there.\n"
        (folder / f"{name}.txt").write_text(text + more, "utf-8")
    _, findings = _built(folder)
    said = [finding["cause"] for finding in findings if finding["code"] == "N624"]
    assert said == ["A decision holds at 2 places: “41” instead of “14” in 'second'."]


@pytest.mark.parametrize("kind", ["organisation", "place", "neither"])
def test_a_name_is_what_the_maintainer_says(tmp_path: Path, kind: str) -> None:
    decision = {"name": "Riverside Lighthouse", "is": kind}
    briefings, findings = _decided(tmp_path, decision)
    types = [entity.type for entity in briefings.dataset.entities if "Lighthouse" in entity.name]
    assert types == ([] if kind == "neither" else [kind])
    assert "N622" not in _codes(findings)


def test_a_name_has_the_identifier_that_the_maintainer_gives(tmp_path: Path) -> None:
    uri = "https://www.wikidata.org/entity/Q1"
    decision = {
        "name": "Riverside Lighthouse",
        "is": "organisation",
        "id": "lighthouse",
        "same_as": (uri,),
    }
    briefings, _ = _decided(tmp_path, decision)
    found = [entity for entity in briefings.dataset.entities if entity.id == "lighthouse"]
    assert [entity.same_as for entity in found] == [(uri,)]


def test_a_link_is_put_right(tmp_path: Path) -> None:
    printed, url = "www.elm.example/plan-of-thelamps", "https://www.elm.example/plan"
    briefings, findings = _decided(tmp_path, {"source": "first", "link": printed, "url": url})
    links = [link for work in briefings.dataset.works for b in work.blocks for link in b.links]
    assert [(link.url, link.conjectural) for link in links] == [(url, False)]
    assert "N622" not in _codes(findings)


def test_facts_are_put_right(tmp_path: Path) -> None:
    decision = {
        "source": "first",
        "title": "Lamps",
        "authors": ("Ada Lovelace", "Joan Clarke"),
        "published": "2020-01",
    }
    work = _decided(tmp_path, decision)[0].dataset.works[0]
    assert (work.title, work.authors, work.published) == (
        "Lamps",
        ("Ada Lovelace", "Joan Clarke"),
        "2020-01",
    )


def test_a_work_keeps_its_former_ids(tmp_path: Path) -> None:
    decision = {"work": "the-lamps-of-elm", "formerly": ("lamps",)}
    work = _decided(tmp_path, decision)[0].dataset.works[0]
    assert work.formerly == ("lamps",)


def test_a_changed_id_is_said_until_it_is_decided(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    _built(folder)
    renamed = {"source": "first", "title": "Lamps for Elm"}
    (folder / "sources.toml").write_text(
        (folder / "sources.toml").read_text("utf-8") + as_toml(renamed), "utf-8"
    )
    run = ingest("build", folder, "--jobs", 0, "--no-cache", "--json", "--check")
    said = [finding for finding in run.json["findings"] if finding["code"] == "N623"]
    assert [finding["cause"] for finding in said] == [
        "The work 'the-lamps-of-elm' of the last dataset is now 'lamps-for-elm'."
    ]
    decision = said[0]["fix"].partition("\n")[2]
    manifest = folder / "sources.toml"
    manifest.write_text(f"{manifest.read_text('utf-8')}\n{decision}\n", "utf-8")
    briefings, findings = _built(folder)
    assert briefings.dataset.works[0].formerly == ("the-lamps-of-elm",)
    assert "N623" not in _codes(findings)


@pytest.mark.parametrize(
    "decision",
    [
        {"source": "first", "keep": "No such words are there."},
        {"source": "first", "drop": "No such words are there."},
        {"source": "first", "link": "www.other.example", "url": "https://other.example/"},
        {"source": "first", "table": "No such table", "reading": "text"},
        {"source": "first", "reading": "15", "instead_of": "51"},
        {"name": "Nobody Trust", "is": "organisation"},
        {"work": "no-such-work", "formerly": ("x",)},
    ],
    ids=str,
)
def test_a_decision_that_matches_nothing_is_said(tmp_path: Path, decision: Any) -> None:
    _, findings = _decided(tmp_path, decision)
    assert [finding["severity"] for finding in findings if finding["code"] == "N622"] == ["warning"]


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        ('source = "first"', "No decision consists of"),
        ('source = "third"\nkeep = "x"', "No source is called 'third'"),
        ('leads = "third"', "No source is called 'third'"),
        ('sources = ["first"]\nworks = "one"', "`sources` is"),
        ('sources = ["first", "second"]\nworks = "three"', "`works` is 'three'"),
        ('source = "first"\nkeep = "..."', "`keep` is '...'"),
        ('source = "first"\nkeep = 3', "`keep` is 3"),
        ('source = "first"\nkeep = "x"\nid = "y"', "`id` does not belong"),
        ('name = "Elm"\nis = "person"', "`is` is 'person'"),
        ('source = "first"\npublished = "yesterday"', "`published` is 'yesterday'"),
        ('colour = "red"', "No decision consists of"),
        ('name = "a"\nis = "place"', "`name` is 'a'"),
        (
            'source = "first"\nkeep = "The lamps of the town"\n\n'
            '[[decision]]\nsource = "first"\ndrop = ["The lamps of the town"]',
            "contradicts",
        ),
        (
            'name = "Elm Trust"\nis = "place"\n\n[[decision]]\nname = "Elm Trust"\nis = "neither"',
            "contradicts",
        ),
    ],
)
def test_a_decision_that_is_not_understood_is_told_with_its_line(
    tmp_path: Path, decision: str, said: str
) -> None:
    folder = _folder(tmp_path, f'[[decision]]\nwhy = "because"\n{decision}\n')
    with pytest.raises(UsageError) as raised:
        read_manifest(folder / "sources.toml")
    finding = raised.value.finding
    assert (finding.code, said in finding.cause) == ("E107", True), finding.cause
    assert finding.where
    assert finding.where.line in range(9, 18)


def test_a_manifest_without_a_list_of_decisions_is_told(tmp_path: Path) -> None:
    folder = _folder(tmp_path, '[decision]\nleads = "first"\n')
    with pytest.raises(UsageError) as raised:
        read_manifest(folder / "sources.toml")
    assert raised.value.finding.code == "E104"


# --- `ingest review` ------------------------------------------------------------------------------

PAGE = """<html><head><title>On lamps</title></head><body><nav><a href="/">Home</a></nav><article>
<h1>On lamps</h1>
{prose}
<aside class="promo"><p>The panel of the county met twice in the old hall and it agreed on a plan.</p>
</aside>
{more}
<table><tr><th>Street</th><th>Lamps</th></tr><tr><td>High 4</td><td>4 5</td></tr>
<tr><td>Low</td><td>7 9</td></tr><tr><td>Elm</td><td>8</td></tr><tr><td>Ash</td><td>6 1</td></tr></table>
</article></body></html>"""


def _page() -> str:
    said = [
        f"<p>Street number {n} of the town has had new lamps since the spring, and those who live "
        f"there say that they walk home at night with less worry than before it.</p>"
        for n in range(2, 12)
    ]
    return PAGE.format(prose="\n".join(said[:5]), more="\n".join(said[5:]))


def _with_page(tmp_path: Path) -> Path:
    folder = _folder(tmp_path)
    (folder / "page.html").write_text(_page(), "utf-8")
    return folder


@pytest.mark.parametrize("answer", [0, -1])
def test_every_doubt_has_answers_that_settle_it_when_they_are_copied(
    tmp_path: Path, answer: int
) -> None:
    folder = _with_page(tmp_path)
    _built(folder)
    out = folder.parent / "out"
    doubts = ingest("review", "--dataset", out, "--all", "--json").json
    kinds = {doubt["kind"] for doubt in doubts}
    assert {"reading", "table", "left out"} <= kinds
    assert [doubt["stake"] for doubt in doubts] == sorted(
        (doubt["stake"] for doubt in doubts), reverse=True
    )
    decisions = "\n\n".join(doubt["answers"][answer]["decision"] for doubt in doubts)
    manifest = folder / "sources.toml"
    manifest.write_text(f"{manifest.read_text('utf-8')}\n{decisions}\n", "utf-8")
    _, findings = _built(folder)
    assert "N622" not in _codes(findings)
    assert ingest("review", "--dataset", out, "--all", "--json").json == []


@pytest.mark.parametrize("works", ["one", "two"])
def test_close_works_are_asked_about_once(tmp_path: Path, works: str) -> None:
    folder, out = _folder(tmp_path), tmp_path / "out"
    own = "The {0} of the town were {1} by a council that has since gone, as everybody there knows."
    for name, verb in (("lamps", "lit"), ("roads", "made")):
        said = "\n\n".join(own.format(name, f"{verb} in year {n}") for n in range(6))
        shared = FIRST.split("\n\n", 1)[1]
        (folder / f"{name}.txt").write_text(f"The {name}\n\n{said}\n\n{shared}", "utf-8")
    for name in ("first", "second"):
        (folder / f"{name}.txt").unlink()
    (folder / "sources.toml").write_text("", "utf-8")
    _built(folder)
    asked = [
        d
        for d in ingest("review", "--dataset", out, "--all", "--json").json
        if d["kind"] == "versions"
    ]
    assert len(asked) == 1
    answer = next(a for a in asked[0]["answers"] if f'works = "{works}"' in a["decision"])
    (folder / "sources.toml").write_text(answer["decision"], "utf-8")
    _built(folder)
    again = ingest("review", "--dataset", out, "--all", "--json").json
    assert "versions" not in {d["kind"] for d in again}


@pytest.mark.parametrize("leads", ["first", "second"])
def test_the_edition_to_follow_is_asked_about_once(tmp_path: Path, leads: str) -> None:
    folder, out = _folder(tmp_path), tmp_path / "out"
    _built(folder)
    asked = [
        d
        for d in ingest("review", "--dataset", out, "--all", "--json").json
        if d["kind"] == "edition"
    ]
    assert len(asked) == 1
    answer = next(a for a in asked[0]["answers"] if f'leads = "{leads}"' in a["decision"])
    with (folder / "sources.toml").open("a", encoding="utf-8") as manifest:
        manifest.write("\n" + answer["decision"])
    briefings, _ = _built(folder)
    again = ingest("review", "--dataset", out, "--all", "--json").json
    assert "edition" not in {d["kind"] for d in again}
    other = "second" if leads == "first" else "first"
    refs = {one.source: one for one in briefings.dataset.works[0].witnesses}
    assert refs[leads].supersedes == (other,)
    assert refs[leads].edition_known_from == "manifest"


def test_the_list_is_printed_with_its_decisions(tmp_path: Path) -> None:
    folder = _with_page(tmp_path)
    _built(folder)
    run = ingest("review", "--dataset", folder.parent / "out", "--most", 1)
    assert run.code == 0
    assert "1. edition: the-lamps-of-elm" in run.out
    assert "[[decision]]" in run.out
    assert "more: `ingest review --all`." in run.out
    assert "Next: ingest explain the-lamps-of-elm" in run.err + run.out

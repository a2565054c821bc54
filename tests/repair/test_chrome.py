"""Site chrome in text dumps."""

import pytest

from briefing_ingest.model import Line
from briefing_ingest.repair.chrome import chrome_kind, site_chrome
from briefing_ingest.traced import TracedText
from witnesses import lines_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Share This Post", "share buttons"),
        ("Facebook Twitter LinkedIn", "share buttons"),
        ("Related articles", "related posts"),
        ("You may also like", "related posts"),
        ("Leave a Reply", "reply form"),
        ("3 Comments", "reply form"),
        ("Your email address will not be published. Required fields are marked *", "reply form"),
        ("This blog is sponsored by Acme Data", "sponsor"),
        ("Get every new post by email for free", "newsletter"),
        ("Subscribe to our newsletter", "newsletter"),
        ("We use necessary cookies to make our site work.", "cookie notice"),
        ("Skip to main content", "navigation"),
        ("© 2019 The Example Trust", "site footer"),
    ],
)
def test_what_chrome_says(text: str, kind: str) -> None:
    assert chrome_kind(Line(TracedText.copied(text, 0), 1, 1)) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Share of the vote by region",
        "Related work has shown that restorative justice reduces reoffending in several studies.",
        "The police comment on every case in which force was used.",
        "Supporting victims of crime",
        "Searching people in the street undermines trust.",
        "People leave home because of violence.",
    ],
)
def test_what_an_article_says(text: str) -> None:
    assert chrome_kind(Line(TracedText.copied(text, 0), 1, 1)) is None


PROSE = "The Commissioners will be elected next May across England and Wales, for the third time.\n" * 6


def _dropped(text: str) -> list[str]:
    return [line.text.strip() for line in site_chrome(lines_of(text)) if line.role]


def test_all_behind_the_reply_form_is_no_article() -> None:
    text = f"Share this post\n{PROSE}Leave a Reply\nOur cutting-edge approach is underpinned by rigour.\n"
    assert _dropped(text) == ["Share this post", "Leave a Reply", "Our cutting-edge approach is underpinned by rigour."]


def test_related_posts_above_the_text_end_nothing() -> None:
    assert _dropped(f"Related posts\nHome\n{PROSE}") == ["Related posts", "Home"]


def test_a_single_suspicious_line_is_a_line_of_the_text() -> None:
    assert not _dropped(f"Home\n{PROSE}")

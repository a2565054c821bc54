# ruff: noqa: E501 -- the markup of a kind of site reads best on one line
"""Pages that are not articles, and short ones that are: made here, to see which are told apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from benchmarks.pdf_checks import prose, sentence

_MENU: Final = (
    "<nav><ul>"
    + "".join(f'<li><a href="/{w}">{w}</a></li>' for w in ("home", "about", "archive"))
    + "</ul></nav>"
)


def made_kinds() -> Iterator[tuple[str, str]]:
    """Pairs of a kind ("" for a genuine page) and a page of it."""
    for seed in range(3):
        yield from (("listing", page) for page in _listings(seed))
        yield from (("consent", page) for page in _consents(seed))
        yield from (("error", page) for page in _errors(seed))
        yield from (("scripts", page) for page in _scripts(seed))
        yield from (("", page) for page in _genuine(seed))


def _page(title: str, body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="en"><head><title>{title}</title>{head}</head><body>{_MENU}{body}<footer>© The Review</footer></body></html>'


def _teasers(seed: int, count: int, write: str) -> str:
    return "".join(
        write.format(n=n, t=f"What round {n + seed} has shown us", s=sentence(20 * seed + n))
        for n in range(count)
    )


def _listings(seed: int) -> Iterator[str]:
    article = '<article><h2><a href="/p/{n}">{t}</a></h2><p>{s} <a href="/p/{n}">Read more</a></p></article>'
    yield _page(
        "Posts tagged courts - The Review",
        f"<main><h1>Tag: courts</h1>{_teasers(seed, 8, article)}</main>",
        '<link rel="canonical" href="https://example.org/tag/courts/">',
    )
    card = '<div class="card"><a href="/p/{n}"><h3>{t}</h3></a><p>{s}</p><span>3 March 2024</span></div>'
    yield _page(
        "Blog - The Review",
        f'<main><h1>Blog</h1><div class="grid">{_teasers(seed, 9, card)}</div></main>',
    )
    item = '<li><h3><a href="/p/{n}">{t}</a></h3><p>{s}</p></li>'
    yield _page(
        "Archive for March 2024 | The Review",
        f'<main><h1>March 2024</h1><ul class="posts">{_teasers(seed, 10, item)}</ul><a href="/page/2">Older posts</a></main>',
    )
    found = '<div class="result"><h2><a href="/p/{n}">{t}</a></h2><p>{s}</p></div>'
    yield _page(
        "Search results for “courts”",
        f"<main><h1>Search results for courts</h1>{_teasers(seed, 6, found)}</main>",
        '<link rel="canonical" href="https://example.org/?s=courts">',
    )
    post = '<article class="post"><h2 class="entry-title"><a href="/p/{n}">{t}</a></h2><div class="entry-content"><p>{s}</p></div></article>'
    yield _page("The Review", f"<main>{_teasers(seed, 7, post)}</main>")


def _consents(seed: int) -> Iterator[str]:
    yield _page(
        "The Review",
        f"<div class='wall'><h1>We value your privacy</h1><p>We and our {seed + 140} partners store and access information on your device, such as cookies, and process personal data for personalised ads and content.</p><p>You can change your choices at any time on our privacy page. Cookies we need to run the site are always on.</p><button>Accept all</button><button>Manage options</button></div>",
    )
    yield _page(
        "Before you continue",
        "<main><h2>Before you continue</h2><p>We use cookies and data to deliver and maintain our services, track outages and protect against spam.</p><p>If you choose to accept all, we will also use cookies and data to show personalised ads. You may withdraw your consent later.</p><form><button>Reject all</button><button>Accept all</button></form></main>",
    )


def _errors(seed: int) -> Iterator[str]:
    yield _page(
        "Page not found | The Review",
        f"<main><h1>404</h1><p>Sorry, the page you wanted has moved or never was. {sentence(seed)}</p></main>",
    )
    yield _page(
        "Just a moment...",
        "<div><h1>Checking your browser</h1><p>This may take a few seconds. Verify you are human to go on.</p></div>",
    )
    yield _page(
        "403 Forbidden", "<center><h1>403 Forbidden</h1></center><hr><center>nginx</center>"
    )
    yield _page(
        "The Review",
        "<main><h1>Oops! That page can’t be found.</h1><p>It looks like nothing was found at this location. Maybe try a search?</p></main>",
    )
    yield _page(
        "Service Unavailable",
        "<h2>Our services aren't available right now</h2><p>We're working to restore all services as soon as possible. Please check back soon.</p>",
    )


def _scripts(seed: int) -> Iterator[str]:
    yield _page(
        "The Review",
        '<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript><script src="/app.js"></script>',
    )
    yield f'<!DOCTYPE html><html><head><title>An essay of round {seed}</title><meta name="description" content="{sentence(seed)}"></head><body><div id="__next"><div class="spinner">Loading…</div></div><script>window.__DATA__={{"a":1}}</script></body></html>'
    yield _page(
        "An essay",
        '<div id="app"><p>Please turn on JavaScript in your browser to read this page.</p></div>',
    )


def _genuine(seed: int) -> Iterator[str]:
    said = prose(50 + seed, 3)
    yield _page(
        "A short note on courts",
        f'<article><h1>A short note on courts</h1><p class="byline">By Ada Example</p><p>{said}</p></article>',
    )
    yield _page(
        "Why cookies are no consent",
        f"<article><h1>Why cookies are no consent</h1><p>The law on cookies asks for consent. {said}</p><p>Regulators said in 2019 that a wall is no choice. {prose(60 + seed, 4)}</p><p>{prose(70 + seed, 4)}</p></article>",
    )
    yield _page(
        "404 days in prison - The Review",
        f"<article><h1>404 days in prison</h1><p>{said}</p><p>{prose(80 + seed, 2)}</p></article>",
    )
    yield _page(
        "Access denied: who gets legal aid",
        f"<article><h1>Access denied: who gets legal aid</h1><p>{said}</p><p>{prose(90 + seed, 3)}</p></article>",
    )
    yield _page(
        "Tag: you are it",
        f"<article><h1>Tag: you are it</h1><p>{said}</p><p>{prose(100 + seed, 3)}</p></article>",
    )
    yield _page(
        "What JavaScript did to reading",
        f"<article><h1>What JavaScript did to reading</h1><p>Many pages require JavaScript to be read at all. {said}</p></article>",
    )
    teaser = '<article class="related"><h3><a href="/p/{n}">{t}</a></h3></article>'
    yield _page(
        "An essay with neighbours",
        f"<main><article><h1>An essay with neighbours</h1><p>{said}</p><p>{prose(110 + seed, 5)}</p><p>{prose(120 + seed, 5)}</p></article><section>{_teasers(seed, 6, teaser)}</section></main>",
    )
    questions = "".join(
        f"<h2>What of round {n}?</h2><p>{prose(130 + n + seed, 2)}</p>" for n in range(4)
    )
    yield _page("News", f"<article><h1>Four questions about the scheme</h1>{questions}</article>")

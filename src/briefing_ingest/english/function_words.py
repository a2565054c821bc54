"""Function words: what sentences have, and names, menus and lists of links lack."""

from __future__ import annotations

from functools import cache

from briefing_ingest.english.word_lists import word_set

_FILE = "function_words"


@cache
def plain_english() -> frozenset[str]:
    """Words by whose share English is told from other languages."""
    return word_set(_FILE, "plain English")


@cache
def page_words() -> frozenset[str]:
    """Words whose share in a line of a page tells running text; weights were learned on them."""
    return word_set(_FILE, "lines of pages")


@cache
def stop_words() -> frozenset[str]:
    """Words whose share in a line of a dump tells running text; weights were learned on them."""
    return word_set(_FILE, "lines of dumps")


@cache
def commonest_words() -> frozenset[str]:
    """The commonest words of several languages: letters that never make one are no language."""
    return word_set(_FILE, "any language")


@cache
def in_no_name() -> frozenset[str]:
    """Words that may begin with a capital letter and that no person is called."""
    return word_set(_FILE, "in no name")

"""Feeds: one source for each entry that holds a whole essay."""

from briefing_ingest.extract.feed.sources import FEED, extract_feed, feed_sources, feed_text

__all__ = ["FEED", "extract_feed", "feed_sources", "feed_text"]

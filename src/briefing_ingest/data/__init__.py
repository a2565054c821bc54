"""Frequency lists of English that several stages read; `briefing_ingest.dictionary` is their
face.
"""

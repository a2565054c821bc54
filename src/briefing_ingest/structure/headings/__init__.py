"""Headings: told by their type, by what the document states, and by what stands around them."""

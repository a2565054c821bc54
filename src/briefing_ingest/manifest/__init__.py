"""The manifest `sources.toml`: which files are sources, and what is stated of them.

    gazetteer = "names.csv"         # optional: names of our own, see `tag.own`

    [[source]]
    id = "annual-review"            # lower-case slug, unique
    path = "annual-review.pdf"      # relative to the manifest
    sha256 = "sha256:..."           # optional, like title, publisher, url, published, licence,
    language and password

An entry that says something we cannot understand costs that source and no other; only a manifest
that cannot be taken apart into named sources is unusable as a whole.
"""

from briefing_ingest.manifest.decisions import apply_decisions, unknown_source
from briefing_ingest.manifest.edit import with_source
from briefing_ingest.manifest.folder import EXTENSIONS, is_nameable, unnameable
from briefing_ingest.manifest.read import (
    MANIFEST_NAME,
    Manifest,
    manifest_path,
    may_be_feed,
    read_manifest,
)
from briefing_ingest.manifest.source_file import read_source_file, refused

__all__ = [
    "EXTENSIONS",
    "MANIFEST_NAME",
    "Manifest",
    "apply_decisions",
    "is_nameable",
    "manifest_path",
    "may_be_feed",
    "read_manifest",
    "read_source_file",
    "refused",
    "unknown_source",
    "unnameable",
    "with_source",
]

"""Reconcile versions: know which witnesses are one work, collate them, choose, and relate the
works.
"""

from briefing_ingest.reconcile.cluster import cluster
from briefing_ingest.reconcile.merge import merge
from briefing_ingest.reconcile.relate import grounds, listed_sections, relate

__all__ = ["cluster", "grounds", "listed_sections", "merge", "relate"]

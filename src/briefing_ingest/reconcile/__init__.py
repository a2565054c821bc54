"""Reconcile versions: know which witnesses are one work, collate them, choose, and relate the
works.
"""

from briefing_ingest.reconcile.cluster import Pair, cluster, compared_pairs
from briefing_ingest.reconcile.facts import differ_in_facts
from briefing_ingest.reconcile.merge import merge
from briefing_ingest.reconcile.relations import relate

__all__ = [
    "Pair",
    "cluster",
    "compared_pairs",
    "differ_in_facts",
    "merge",
    "relate",
]

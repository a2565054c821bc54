"""Reconcile versions: know which witnesses are one work, collate them, choose, and relate the
works.
"""

from briefing_ingest.reconcile.calls import Call, close_calls, closeness
from briefing_ingest.reconcile.cluster import cluster
from briefing_ingest.reconcile.compare import Pair, compared_pairs
from briefing_ingest.reconcile.facts import differ_in_facts
from briefing_ingest.reconcile.judgement import Closeness
from briefing_ingest.reconcile.merge import merge
from briefing_ingest.reconcile.relations import relate

__all__ = [
    "Call",
    "Closeness",
    "Pair",
    "close_calls",
    "closeness",
    "cluster",
    "compared_pairs",
    "differ_in_facts",
    "merge",
    "relate",
]

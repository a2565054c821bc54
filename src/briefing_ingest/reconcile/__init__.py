"""Reconcile versions: know which witnesses are one work, collate them, choose, and relate the
works.
"""

from briefing_ingest.reconcile.calls import Call, Clusters, close_calls, closeness, clusters
from briefing_ingest.reconcile.cluster import Known, cluster
from briefing_ingest.reconcile.facts import differ_in_facts
from briefing_ingest.reconcile.judgement import Closeness
from briefing_ingest.reconcile.merge import merge
from briefing_ingest.reconcile.relations import relate

__all__ = [
    "Call",
    "Closeness",
    "Clusters",
    "Known",
    "close_calls",
    "closeness",
    "cluster",
    "clusters",
    "differ_in_facts",
    "merge",
    "relate",
]

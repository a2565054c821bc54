"""How works are related: a module for each kind of relation, in one ordered list (`relate`)."""

from briefing_ingest.reconcile.relations.relate import relate

__all__ = ["relate"]

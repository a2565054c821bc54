"""How works are related: a module for each kind of relation, in one ordered list (`relate`)."""

from briefing_ingest.reconcile.relations.naming import listed_sections
from briefing_ingest.reconcile.relations.relate import relate
from briefing_ingest.reconcile.relations.shared_text import grounds

__all__ = ["grounds", "listed_sections", "relate"]

"""Where to look: the doubtful places of a dataset, worst first, and what settles each."""

from briefing_ingest.review.doubt import Answer, Doubt, Picture, as_toml
from briefing_ingest.review.find import doubts_of

__all__ = ["Answer", "Doubt", "Picture", "as_toml", "doubts_of"]

"""The laws of the dataset: what holds beyond its schema in everything that is published.

- `breaches`: of a dataset alone. Ids are used once, references resolve, spans lie in their texts,
  begin and end between characters and do not cross, lemmas are the text, and the cells of a table
  tile its text.
- `origin_breaches`: of a dataset and its provenance. Every character has an origin, every origin
  played back gives the text, every reading that is listed for a source stands in it, and the parts
  of a source tile its raw text.

The build checks both before it writes, work by work; `ingest validate` checks them again.
"""

from __future__ import annotations

from briefing_ingest.laws.dataset_laws import breaches
from briefing_ingest.laws.law import Breach
from briefing_ingest.laws.origin_laws import origin_breaches

__all__ = ["Breach", "breaches", "origin_breaches"]

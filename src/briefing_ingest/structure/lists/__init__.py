"""Items of lists: where they begin, by bullets and by numbers that follow one another; how deep
they stand.
"""

from briefing_ingest.structure.lists.depths import Depths
from briefing_ingest.structure.lists.find import find_items, goes_on
from briefing_ingest.structure.lists.item import Item

__all__ = ["Depths", "Item", "find_items", "goes_on"]

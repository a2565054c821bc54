"""Files that hold a saved page: MHTML, as browsers save pages, and web archives (WARC).

What holds one page is read as that page. Its raw text is the decoded page, its places begin with
the part or record it stands in; nothing is unpacked to the disk.
"""

from briefing_ingest.extract.containers.held_page import extract_mhtml, extract_warc
from briefing_ingest.extract.containers.mhtml import is_mhtml
from briefing_ingest.extract.containers.warc import is_warc

__all__ = ["extract_mhtml", "extract_warc", "is_mhtml", "is_warc"]

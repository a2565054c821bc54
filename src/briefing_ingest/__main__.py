"""`python -m briefing_ingest` is the `ingest` command."""

import sys

from briefing_ingest.cli import main

if __name__ == "__main__":
    sys.exit(main())

"""The back of a document: imprints put together that an extraction interleaved."""

from __future__ import annotations

from itertools import chain

from briefing_ingest.model import Block
from briefing_ingest.structure.kinds import REGISTRATION
from briefing_ingest.text import POSTCODE


def pair_imprints(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Put each publisher's registration behind its address.

    Imprints that stand side by side on the page come out of a dump as all addresses first, then all
    registrations, in the same order; then the first belongs to the first. Wrong if the two columns
    were read in different orders, which the text alone does not show.
    """
    run = [i for i, block in enumerate(blocks) if block.kind == "imprint"]
    if not run or run != list(range(run[0], run[-1] + 1)):
        return blocks
    imprints = blocks[run[0] : run[-1] + 1]
    addresses = [block for block in imprints if _states(block) == "address"]
    registrations = [block for block in imprints if _states(block) == "registration"]
    if len(addresses) != len(registrations) or 2 * len(addresses) != len(imprints):
        return blocks
    paired = chain.from_iterable(zip(addresses, registrations, strict=True))
    return (*blocks[: run[0]], *paired, *blocks[run[-1] + 1 :])


def _states(imprint: Block) -> str:
    """What an imprint states: an address, a registration, or ("") both or neither."""
    address, registration = POSTCODE.search(imprint.text), REGISTRATION.search(imprint.text)
    if bool(address) == bool(registration):
        return ""
    return "address" if address else "registration"

"""How maps are run: in this process, or in a pool that isolates every document.

An engine is a function ``map(function, jobs)``: ``function`` is pure and top-level, each job holds
its arguments, and results come lazily and in the order of the jobs, each the function's value or a
`Failure`. A failure among the jobs passes through in its place, so maps can be put one after
another. Every engine gives the same values.
"""

from briefing_ingest.engine.jobs import Failure, Job, Mapper

__all__ = ["Failure", "Job", "Mapper"]

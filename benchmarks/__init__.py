"""Quality and speed, run by hand where a corpus is present: see benchmarks/README.md."""

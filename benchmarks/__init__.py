"""Quality, measured by hand: predictions for the public benchmarks, written through the public interfaces only."""

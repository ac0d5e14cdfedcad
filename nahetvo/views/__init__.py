"""One module per errand of a visitor of Na het VO."""

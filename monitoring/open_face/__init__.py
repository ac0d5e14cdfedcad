"""The open face: what anybody may read, and what editors do for it."""

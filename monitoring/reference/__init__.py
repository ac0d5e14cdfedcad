"""Dated reference data with its source: places, norms, published figures, definitions. Pure; no database."""

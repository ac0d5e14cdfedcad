"""Frames in, frames out: who counts as what, and how many. No Django, no database."""

"""The rules of Na het VO as pure functions of frames and days; no Django, no database."""

"""Na het VO: youngsters on their way from vo to mbo."""

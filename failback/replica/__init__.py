"""The way back of a pilot light: a promoted replica is one-way, so copies are made anew (F20)."""

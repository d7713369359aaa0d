"""One stack as several."""

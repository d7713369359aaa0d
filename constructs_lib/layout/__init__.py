"""One synthesized template as several: a stack per region, and what regions share (`layout: per-region`)."""

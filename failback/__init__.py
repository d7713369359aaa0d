"""The way back after a failover: reads where things stand, and prints what to do next."""

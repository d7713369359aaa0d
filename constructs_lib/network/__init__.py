"""VPCs, what connects them, and the record by which other constructs know one."""

"""The two ways that there are after a failover."""

RETURN = "return"
"""Back to the old primary."""
STAY = "stay"
"""The roles stay as they are now: the code follows."""
STORIES = (RETURN, STAY)

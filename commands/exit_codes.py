"""How a command ends, for scripts."""

DONE = 0
"""What was asked for is done, or there is nothing to object to."""
FAILED = 1
"""What was asked for could not be done."""
BAD_INPUT = 2
"""A file or an argument is wrong; nothing was written."""
REFUSED = 3
"""A plan that must not be applied."""
INTERRUPTED = 130
"""By Ctrl-C, as shells count it."""

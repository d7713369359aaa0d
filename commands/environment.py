"""The environment as it was when the program began.

A copy, because starting the bindings sets variables of its own for a moment, in a thread beside.
"""

import os

ENVIRON = dict(os.environ)

"""Starts the bindings' Node process beside everything else that a synthesis has to do first.

Half of a synthesis is waiting for Node; the command line and the file can be read meanwhile.
"""

import sys
from importlib import import_module
from threading import Thread


def start() -> None:
    """Begins, where this run is going to synthesize. Later imports of the same modules wait for it."""
    if len(sys.argv) == 1 or sys.argv[1] == "synth":
        import_module("jsii")  # first and here: beside other work it would only delay the start of Node
        Thread(target=_load).start()


def _load() -> None:
    import_module("constructs_lib")
    import_module("cdktf_cdktf_provider_aws._jsii")

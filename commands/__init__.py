"""What `python main.py <command>` does, one file per subject. Thin: parses, calls, prints.

Whatever is heavy is imported by the command that needs it: checking a file must not wait for it.
"""

"""What goes wrong in words for people; every one of them ends the run as a failed invocation (F25)."""


class FailoverError(Exception):
    """Something that a later run, or a person, has to mend."""


class SettingsError(FailoverError):
    """`SETTINGS` is not what the controller needs: nothing was read or done."""


class StepsFailedError(FailoverError):
    """Steps of this run failed; the others were done all the same."""

"""The rotation of the origin's header: steps that any number of runs, in any order, bring to the same end."""

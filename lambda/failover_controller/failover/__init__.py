"""The failover controller: a reconciler that any number of runs, in any order, bring to the same end."""

"""One file per kind of resource: its alarms, and its graphs."""

"""The failover controller: what it does in every order of events, and what it never does."""

"""The way back of a warm standby: AWS makes the old primary's cluster follow again by itself (F22)."""

"""The engine on Spark: what its tasks compute is tested without it, the rest on two processors."""

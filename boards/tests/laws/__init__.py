"""The six laws, each held by a test that walks the registry of commands: a new command cannot escape them."""

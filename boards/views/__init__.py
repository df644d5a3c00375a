"""The HTTP doors: parse, call a command or a query, respond."""

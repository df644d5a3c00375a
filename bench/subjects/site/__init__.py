"""The site that one has after the Channels tutorial, with a table of cards."""

"""The activity: what is told, in which words, by which names, a page at a time."""

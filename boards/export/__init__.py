"""Everything that this server knows of one person, for her to take along. Its format is docs/export.md."""

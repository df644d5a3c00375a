"""What nobody may be able to do, where it takes a real server or a real browser to prove it."""

"""What is typed at a shell."""

"""What nobody may be able to do, where no other test proves it: files are named after what they forbid."""

"""From a commit to every browser: slots render, the publisher sends, hubs relay, resume tells what was missed."""

"""Stories: real servers, real browsers, and people in them."""

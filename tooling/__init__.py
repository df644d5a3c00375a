"""What `bin/test` is made of: stages, services, browsers, node. No part of the server."""

"""What one client may cost, and how long the server waits for it: bytes, seconds, counts."""

KIB = 1024
MIB = 1024 * KIB

# --- Requests
MAX_BODY = 1 * MIB
# Where files are sent to. Somewhat more than the form takes: what is a little too large is to be told so in a sentence.
LARGER_BODIES = {b"/accounts/profile/picture/": 9 * MIB}
# A request is here whole within this time, or it is cut: 9 MiB come over a quarter of a megabit in five minutes.
# Twisted's own clock starts anew with every byte.
ARRIVAL = 300
# An answer that takes longer is a fault of ours: 503.
HTTP_TIMEOUT = 60
# How long the rest of a refused body is read and thrown away: a connection closed with unread bytes is reset, and the
# sender might never see why.
LINGER = 5

# --- Sockets
# The browser sends what is larger than 60 KiB over HTTP.
MAX_MESSAGE = 64 * KIB
# Messages of one socket that wait for the app; beyond that its TCP window closes.
MAX_WAITING = 32
# Bytes on their way to one socket; one larger message is let through where nothing else waits (a whole board).
MAX_UNSENT = 1 * MIB
# A silent link is noticed after 15 s, two of the checker's rounds and 20 s at most: within 40 s.
PING_INTERVAL = 15
PING_TIMEOUT = 20
# A handshake waits for the app to look the session up.
HANDSHAKE_TIMEOUT = 20
# A peer may still be sending the message that we refuse; then it must find the close frame in its turn.
CLOSE_HANDSHAKE = 5

# --- Handshakes of one client address: everybody behind an office's address comes back at once after a restart.
UPGRADES_BURST = 1000
UPGRADES_PER_SECOND = 50

# --- Leaving
# A container is given somewhat longer than their sum before it is killed: 20 s.
DRAIN_TIMEOUT = 10
HOOK_TIMEOUT = 3
CANCEL_TIMEOUT = 2
# Sockets are sent away over up to this time, so that they do not all come back in one moment...
SPREAD = 3
# ...at this pace where they are fewer...
SPREAD_PER_SECOND = 150
# ...and at once where they are few.
FEW = 20

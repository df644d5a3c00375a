#!/bin/sh
# Starts Caddy for the address in LIVEBOARD_URL; behind another proxy, which sees to HTTPS, for the same name without it.

set -eu

# A slash at the end would be a path to Caddy, the only one that it serves.
site=${LIVEBOARD_URL%/}
if [ -n "${LIVEBOARD_OUTER_PROXY:-}" ]; then
    name=${site#*://}
    site=http://${name%:*}:$LIVEBOARD_PORT
fi

case $site in
    https:*) variable=LIVEBOARD_HTTPS_PORT published=$LIVEBOARD_HTTPS_PORT port=443 ;;
    *) variable=LIVEBOARD_PORT published=$LIVEBOARD_PORT port=80 ;;
esac
case ${site##*:} in
    *[!0-9]*) ;;
    *) port=${site##*:} ;;
esac
if [ "$port" != "$published" ]; then
    echo "LIVEBOARD_URL is $LIVEBOARD_URL, but port $published is published: set $variable=$port as well." >&2
    exit 1
fi

LIVEBOARD_SITE=$site
export LIVEBOARD_SITE
exec caddy run --config /etc/caddy/Caddyfile --adapter caddyfile

// The server closes a socket with these for good: sign in again, no member any more, this page is too old.

export const SIGNED_OUT = 4401;
export const NO_MEMBER = 4403;
export const OUTDATED = 4409;

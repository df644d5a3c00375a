// The page of a board's members: moments as this reader says them, and buttons that copy addresses.

import * as copy from "./copy.js";
import * as times from "./times.js";

copy.start();
times.start();

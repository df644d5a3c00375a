// Moments on the pages of one's account, as their reader says them.

import { start } from "./times.js";

start();

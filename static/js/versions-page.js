// A page with moments on it and nothing else to do.

import { start } from "./times.js";

start();

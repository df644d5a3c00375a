// After an account was deleted: what this browser kept of it goes too.

import { wipe } from "./store.js";

await wipe(document.getElementById("forget").dataset.forget);
sessionStorage.clear();

// A guest's page: the board live, cards to be read, nothing to be done.

import * as announce from "./announce.js";
import * as arrows from "./arrows.js";
import * as background from "./background.js";
import * as connection from "./connection.js";
import * as connectionSign from "./connection-sign.js";
import * as dialog from "./dialog.js";
import * as dialogHands from "./dialog-hands.js";
import * as frame from "./frame.js";
import * as layout from "./layout.js";
import * as motion from "./motion.js";
import * as shell from "./shell.js";
import * as times from "./times.js";
import * as waking from "./waking.js";

frame.install(window.htmx);
for (const module of [
  connectionSign,
  times,
  announce,
  motion,
  background,
  layout,
  arrows,
  shell,
  dialogHands,
  waking,
  dialog,
  connection,
])
  module.start();

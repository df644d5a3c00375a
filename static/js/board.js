// The board page's script: wires the modules, each of which listens to the page's events (see page.js).

import * as announce from "./announce.js";
import * as arrows from "./arrows.js";
import * as background from "./background.js";
import * as connection from "./connection.js";
import * as connectionSign from "./connection-sign.js";
import * as delays from "./delays.js";
import * as dialog from "./dialog.js";
import * as dialogFolds from "./dialog-folds.js";
import * as dialogHands from "./dialog-hands.js";
import * as dialogSide from "./dialog-side.js";
import * as doing from "./doing.js";
import * as drag from "./drag.js";
import * as dragKeys from "./drag-keys.js";
import * as editing from "./editing.js";
import * as fields from "./fields.js";
import * as focusNet from "./focus-net.js";
import * as frame from "./frame.js";
import * as later from "./later.js";
import * as layout from "./layout.js";
import * as letters from "./letters.js";
import * as lines from "./lines.js";
import * as menu from "./menu.js";
import * as motion from "./motion.js";
import * as notices from "./notices.js";
import * as outbox from "./outbox.js";
import * as pending from "./pending.js";
import * as presence from "./presence.js";
import * as preview from "./preview.js";
import * as refusals from "./refusals.js";
import * as saving from "./saving.js";
import * as shell from "./shell.js";
import * as sign from "./sign.js";
import * as tabs from "./tabs.js";
import * as times from "./times.js";
import * as undo from "./undo.js";
import * as waking from "./waking.js";
import * as whereabouts from "./whereabouts.js";

frame.install(window.htmx);
// What shows comes before what happens, so that no state is missed; the connection speaks first of all, so it comes last.
const showing = [tabs, connectionSign, sign, notices, times, announce, motion, background, pending, presence];
const acting = [
  fields,
  editing,
  refusals,
  delays,
  layout,
  menu,
  drag,
  dragKeys,
  arrows,
  letters,
  lines,
  shell,
  dialogSide,
  dialogFolds,
  dialogHands,
  preview,
  outbox,
  focusNet,
  saving,
  undo,
  doing,
  whereabouts,
  waking,
  later,
];
// A dialog that the address asks for opens when everything listens.
[...showing, ...acting, dialog, connection].forEach((module) => module.start());

// A copy from this browser (offline-worker.js) says so.
if (document.documentElement.dataset.kept) import("./offline-sign.js").then(({ start }) => start());

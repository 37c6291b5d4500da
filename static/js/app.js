// What pages gain when there is script; without it everything still works.
import "./theme.js";
import "./toasts.js";
import "./menus.js";
import "./busy.js";
import "./dropzone.js";
import "./autosize.js";
import "./ago.js";
import "./shortcuts.js";
import "./queue.js";
import "./drafts.js";
import "./poll.js";
import "./composer.js";
import "./latest.js";
import "./fleeting.js";
import "./canned.js";

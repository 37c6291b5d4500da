// Whether a single key is a command: nobody types, and nothing lies over the page.
const FIELDS = "input:not([type='checkbox'], [type='radio'], [type='submit'], [type='button']), textarea, select";

export const typing = (element) => element?.isContentEditable || element?.matches?.(FIELDS);
export const covered = () => document.querySelector("dialog[open], :popover-open") !== null;

export const isCommand = (event) =>
  !typing(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing && !event.defaultPrevented && !covered();

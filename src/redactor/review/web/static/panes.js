// The two panes: they scroll together, and the right one shows what would really be released.
import { $, ask, words } from "./small.js";
import { plainSegment } from "./text.js";

const panes = [$("original"), $("released")];
let leading = null;

function lineAt(pane) {
  const box = pane.getBoundingClientRect();
  const top = box.top + pane.firstElementChild.offsetHeight + 2;
  for (const away of [40, 120, 240]) {
    const found = document.elementFromPoint(box.left + away, top);
    const line = found && found.closest(".line");
    if (line && pane.contains(line)) return line;
  }
  return null;
}

// The same line of the same part stands at the top of both; where there is none, the same share of the way.
function follow(pane, times = 3) {
  const other = panes.find((one) => one !== pane);
  if (!$("released-text").firstChild) return; // it is still being made
  // Lines have their true height once they were on the screen: it is looked at again.
  if (times > 1) requestAnimationFrame(() => { if (leading === pane) follow(pane, times - 1); });
  const line = lineAt(pane);
  const part = line && line.closest("[data-segment]").dataset.segment;
  const body = part && [...other.querySelectorAll("[data-segment]")].find((one) => one.dataset.segment === part);
  const twin = body && body.children[[...line.parentElement.children].indexOf(line)];
  if (twin) {
    const away = line.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    other.scrollTop += twin.getBoundingClientRect().top - other.getBoundingClientRect().top - away;
    return;
  }
  other.scrollTop = (pane.scrollTop / Math.max(1, pane.scrollHeight - pane.clientHeight)) * (other.scrollHeight - other.clientHeight);
}

let planned = false;
for (const pane of panes) {
  for (const sign of ["pointerenter", "pointerdown", "focusin", "wheel"]) pane.addEventListener(sign, () => { leading = pane; }, { passive: true });
  pane.addEventListener("scroll", () => {
    if (leading !== pane || planned) return;
    planned = true;
    requestAnimationFrame(() => { planned = false; follow(pane); });
  }, { passive: true });
}

// A mark is brought into view by the program: the other pane goes along.
export function bring(mark) {
  leading = panes[0];
  mark.scrollIntoView({ block: "center" });
}

let waiting = null;
let asking = false;
let again = false;

// What is really released takes the whole pipeline; it is asked for when nobody decided for a moment, once at a time.
export function later(id) {
  clearTimeout(waiting);
  $("released-note").textContent = words.being_made;
  $("released-note").hidden = false;
  again = asking;
  if (!asking) waiting = setTimeout(() => fill(id), 1200);
}

async function fill(id) {
  asking = true;
  const told = await ask("GET", `/api/documents/${id}/released`).catch((problem) => ({ problem }));
  asking = false;
  if (again) { again = false; later(id); return; }
  if (told.problem) $("released-note").textContent = told.problem.message;
  if (told.problem && told.problem.status === 503) { waiting = setTimeout(() => fill(id), 4000); return; }
  if (told.problem) return;
  $("released-text").replaceChildren(...told.map((one) => plainSegment(one, words)));
  $("released-note").hidden = true;
  if (panes[0].scrollTop) { leading = panes[0]; follow(panes[0]); }
}

$("view").onclick = () => {
  const pressed = document.body.classList.toggle("inline");
  $("view").setAttribute("aria-pressed", String(pressed));
  $("original-title").textContent = pressed ? words.with_changes : words.original;
};

// One document's desk: state, keys and what the server is asked. The server decides; this shows.
import { $, Refused, ask, el, say, words } from "./small.js";
import { actionOf, decorate, plainSegment, segmentElement, selectPlace, selectedPlace } from "./text.js";
import { showGroups } from "./groups.js";
import { showItem } from "./item.js";

const id = document.body.dataset.document;
const STRENGTH = { keep: 0, unsure: 0, generalize: 1, mask: 2 };
const OPEN = new Set(["open", "unsure"]);
export const desk = { draft: null, segments: [], items: [], byId: new Map(), people: {}, comments: [], selected: null, details: null };

async function load() {
  const told = await ask("GET", `/api/documents/${id}`);
  Object.assign(desk, { draft: told.draft, segments: told.segments, items: told.items, people: told.people, comments: told.comments });
  desk.byId = new Map(told.items.map((item) => [item.id, item]));
  const bySegment = new Map();
  for (const item of told.items) bySegment.set(item.segment, [...(bySegment.get(item.segment) || []), item]);
  $("text").replaceChildren(...told.segments.map((one) => segmentElement(one, bySegment.get(one.id) || [], words)));
  $("remarks").replaceChildren(...told.draft.remarks.map((one) => el("li", {}, one)));
  showGroups(desk, choose);
  showDraft();
  const known = desk.selected && desk.byId.has(desk.selected) ? desk.selected : null;
  const first = desk.items.find((item) => OPEN.has(item.status)) || desk.items[0];
  await choose(known || (first && first.id), false);
  later();
}

function showDraft() {
  const open = desk.items.filter((item) => OPEN.has(item.status)).length;
  const waiting = desk.items.filter((item) => item.status === "needs_second").length;
  $("progress").textContent = `${words.open}: ${open} · ${words.waiting}: ${waiting} · ${words.done}: ${desk.items.length - open - waiting}`;
  $("state").textContent = words[`state_${desk.draft.state}`];
  $("state").dataset.state = desk.draft.state;
  $("read").checked = desk.draft.read_by.includes(document.body.dataset.me);
  $("release").disabled = desk.draft.state !== "approved";
  const files = desk.draft.state === "released" ? [0, 1, 2] : [];
  const names = [words.file_document, words.file_page, words.file_report];
  $("files").replaceChildren(...files.map((n) => el("a", { href: `/documents/${id}/files/${n}`, download: true }, names[n] + " ")));
}

export async function choose(itemId, focus = true) {
  document.querySelectorAll("mark.selected, #groups [aria-current]").forEach((one) => { one.classList.remove("selected"); one.removeAttribute("aria-current"); });
  desk.selected = itemId || null;
  desk.details = null;
  const item = desk.byId.get(itemId);
  showItem(desk, acts);
  if (!item) return;
  for (const mark of document.querySelectorAll(`mark[data-items~="${CSS.escape(itemId)}"]`)) mark.classList.add("selected");
  const button = document.querySelector(`#groups [data-item="${CSS.escape(itemId)}"]`);
  if (button) { button.setAttribute("aria-current", "true"); button.scrollIntoView({ block: "nearest" }); }
  const mark = document.querySelector("mark.selected");
  if (mark && focus) mark.scrollIntoView({ block: "center" });
  const details = await ask("GET", `/api/items/${itemId}`).catch(() => null);
  if (details && desk.selected === itemId) { desk.details = details; showItem(desk, acts); }
}

function step(by, wanted = () => true) {
  const at = desk.items.findIndex((item) => item.id === desk.selected);
  const count = desk.items.length;
  for (let n = 1; n <= count; n += 1) {
    // Past the end it goes on from the beginning, so that nothing open is left behind.
    const item = desk.items[(at + by * n + count * n) % count];
    if (wanted(item)) return choose(item.id);
  }
  return null;
}

function take(item) {
  const old = desk.byId.get(item.id);
  if (!old) return;
  Object.assign(old, item);
  for (const mark of document.querySelectorAll(`mark[data-items~="${CSS.escape(item.id)}"]`)) decorate(mark, desk.byId);
}

async function moved() {
  // Only the document's state: its items are known.
  showGroups(desk, choose);
  if (["approved", "released", "changed", "held"].includes(desk.draft.state)) desk.draft.state = "changed";
  else {
    const left = desk.items.filter((item) => OPEN.has(item.status)).length;
    const waiting = desk.items.some((item) => item.status === "needs_second");
    desk.draft.state = left === desk.items.length ? "new" : !left && waiting ? "needs_second" : "in_review";
  }
  showDraft();
  later();
}

async function send(call, shown) {
  try {
    const told = await call();
    if (shown) shown(told);
    return told;
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    say(problem.message);
    if (problem.status === 409) { await load(); say(problem.message); }
    return null;
  }
}

async function decide(decision, next) {
  const item = desk.byId.get(desk.selected);
  if (!item) return;
  if (decision && STRENGTH[decision.action] < STRENGTH[item.proposed.action] && decision.action !== "unsure" && !decision.reason_code) {
    askReason(decision, next);
    return;
  }
  const before = { ...item };
  // Shown at once; taken back if the server says otherwise.
  take({ ...item, decision: decision || item.proposed, status: decision && decision.action === "unsure" ? "unsure" : "decided" });
  const told = await send(() => ask("POST", `/api/items/${item.id}/decide`, { version: item.version, decision }), take);
  if (!told) { take(before); return; }
  say(`${words.decided}: ${words[actionOf(item)]}`);
  await moved();
  if (next) step(1, (one) => OPEN.has(one.status)); else showItem(desk, acts);
}

function askReason(decision, next) {
  const dialog = $("reason");
  $("reason-problem").textContent = "";
  $("sentence").value = "";
  const toggle = () => { $("evidence").hidden = $("code").value !== "already-public"; };
  $("code").onchange = toggle;
  toggle();
  $("reason-ok").onclick = async () => {
    const evidence = $("code").value === "already-public"
      ? { who: $("evidence-who").value, where: $("evidence-where").value, when: $("evidence-when").value } : null;
    if ($("sentence").value.trim().length < 10) { $("reason-problem").textContent = words.sentence_short; return; }
    if (evidence && !(evidence.who && evidence.where && evidence.when)) { $("reason-problem").textContent = words.evidence_missing; return; }
    dialog.close();
    await decide({ ...decision, reason_code: $("code").value, sentence: $("sentence").value, evidence }, next);
  };
  dialog.showModal();
}

let rungAt = 0;
const acts = {
  accept: () => decide(null, true),
  mask: () => decide({ action: "mask" }, false),
  keep: () => decide({ action: "keep" }, false),
  unsure: () => decide({ action: "unsure" }, true),
  rung: (rung) => decide(rung === "mask" ? { action: "mask" } : { action: "generalize", rung }, false),
  words: (replacement) => decide({ action: "generalize", replacement }, false),
  generalize: () => {
    const rungs = (desk.details ? desk.details.rungs : []).filter((one) => one.rung !== "mask");
    if (!rungs.length) { say(words.no_rungs); return; }
    const item = desk.byId.get(desk.selected);
    const now = item.decision ? item.decision.rung : null;
    rungAt = (rungs.findIndex((one) => one.rung === now) + 1) % rungs.length;
    acts.rung(rungs[rungAt].rung);
  },
  second: async (confirms) => {
    const item = desk.byId.get(desk.selected);
    const told = await send(() => ask("POST", `/api/items/${item.id}/second`, { version: item.version, confirms, sentence: "" }), take);
    if (told) { await moved(); step(1, (one) => one.status === "needs_second"); }
  },
  comment: () => {
    if (!desk.selected) return;
    $("comment-text").value = "";
    $("comment-ok").onclick = async () => {
      $("comment").close();
      const text = $("comment-text").value;
      const done = await send(async () => { await ask("POST", `/api/items/${desk.selected}/comment`, { text }); return true; });
      if (done) { desk.comments.push({ item: desk.selected, who: document.body.dataset.me, when: "", text }); showItem(desk, acts); }
    };
    $("comment").showModal();
  },
  missed: (given) => {
    const place = given || selectedPlace();
    if (!place || !place.quote.trim()) { say(words.select_first); return; }
    $("mark-quote").textContent = place.quote;
    const people = Object.entries(desk.people).map(([subject, called]) => el("option", { value: subject }, called));
    $("mark-subject").replaceChildren(el("option", { value: "unknown" }, words.unknown), ...people);
    $("mark-ok").onclick = async () => {
      $("mark").close();
      const { segment, start, end } = place;
      const told = await send(() => ask("POST", `/api/documents/${id}/mark`, { segment, start, end, type: $("mark-type").value, subject: $("mark-subject").value }));
      if (told) { desk.selected = told.id; await load(); say(words.marked); }
    };
    $("mark").showModal();
  },
  alike: async () => {
    const found = await send(() => ask("POST", "/api/bulk/preview", { same_words_as: desk.selected }));
    if (!found) return;
    $("bulk-hits").replaceChildren(...found.map((one) => el("li", {}, `${one.number} `, el("bdi", {}, one.name), `: ${one.hits.length}`)));
    const seen = Object.fromEntries(found.flatMap((one) => one.hits.map((hit) => [hit.id, hit.version])));
    const all = async (decision) => {
      $("bulk").close();
      if (!Object.keys(seen).length) return;
      const told = await send(() => ask("POST", "/api/bulk/decide", { seen, decision }));
      if (told) { told.forEach(take); await moved(); showItem(desk, acts); say(`${words.decided}: ${told.length}`); }
    };
    $("bulk-mask").onclick = () => all({ action: "mask" });
    $("bulk-keep").onclick = () => {
      $("bulk").close();
      $("reason-problem").textContent = "";
      $("evidence").hidden = true;
      $("reason-ok").onclick = () => { $("reason").close(); all({ action: "keep", reason_code: $("code").value, sentence: $("sentence").value }); };
      $("reason").showModal();
    };
    $("bulk").showModal();
  },
  choose,
};

async function undo(path) {
  const told = await send(() => ask("POST", path));
  if (told) { await load(); say(path.endsWith("undo") ? words.undone : words.redone); }
}

let waiting = null;
function later() {
  // What is really released takes the whole pipeline; it is made when nobody decided for a moment.
  clearTimeout(waiting);
  $("released-note").textContent = words.being_made;
  $("released-note").hidden = false;
  waiting = setTimeout(async () => {
    const version = desk.items.reduce((sum, item) => sum + item.version, 0);
    const told = await ask("GET", `/api/documents/${id}/released`).catch((problem) => ({ problem }));
    if (told.problem) { $("released-note").textContent = told.problem.message; return; }
    if (version !== desk.items.reduce((sum, item) => sum + item.version, 0)) return;
    $("released-text").replaceChildren(...told.map((one) => plainSegment(one, words)));
    $("released-note").hidden = true;
  }, 1200);
}

function places(list, found) {
  list.replaceChildren(...found.map((place) => el("li", {}, el("button", {
    onclick: () => {
      if (place.document !== id) location.assign(`/documents/${place.document}`);
      else selectPlace(place);
    },
  }, el("bdi", {}, place.quote), ` · ${words[place.kind] || place.kind}${place.hidden ? ` · ${words.hidden}` : ""}`))));
  if (!found.length) list.replaceChildren(el("li", {}, words.none));
}

function panel(name, fill) { $(name).addEventListener("toggle", () => { if ($(name).open) fill(); }); }
panel("leftovers-panel", async () => places($("leftovers"), (await send(() => ask("GET", `/api/documents/${id}/leftovers`))) || []));
panel("linkage-panel", async () => {
  const found = (await send(() => ask("GET", `/api/documents/${id}/linkage`))) || [];
  $("linkage").replaceChildren(...found.map((one) => el("li", {}, el("strong", {}, `${one.called || words[one.role] || one.role}: ${one.weight}`),
    el("ul", {}, ...one.items.map((itemId) => el("li", {}, el("button", { onclick: () => choose(itemId) }, `${desk.byId.get(itemId).type}: ${desk.byId.get(itemId).quote}`)))))));
  if (!found.length) $("linkage").replaceChildren(el("li", {}, words.none));
});
$("search").addEventListener("submit", async (event) => {
  event.preventDefault();
  places($("hits"), (await send(() => ask("POST", "/api/search", { text: $("query").value }))) || []);
});
$("text").addEventListener("click", (event) => { const mark = event.target.closest("mark"); if (mark && getSelection().isCollapsed) choose(mark.dataset.item, false); });
$("undo").onclick = () => undo("/api/undo");
$("redo").onclick = () => undo("/api/redo");
$("help-button").onclick = () => $("help").showModal();
$("only-open").onchange = () => showGroups(desk, choose);
$("view").onclick = () => {
  const pressed = document.body.classList.toggle("inline");
  $("view").setAttribute("aria-pressed", String(pressed));
};
$("read").onchange = async () => {
  if (!$("read").checked) { showDraft(); return; }
  const told = await send(() => ask("POST", `/api/documents/${id}/read`));
  if (told) desk.draft = told;
  showDraft();
};
$("approve").onclick = async () => {
  const fresh = await send(() => ask("GET", `/api/documents/${id}`));
  const told = fresh && (await send(() => ask("POST", `/api/documents/${id}/approve`, { version: fresh.draft.version })));
  if (told) { desk.draft = told; showDraft(); say(words.approved); }
};
$("release").onclick = () => { $("typed-name").value = ""; $("release-problem").textContent = ""; $("release-dialog").showModal(); };
$("release-ok").onclick = async () => {
  $("release-ok").disabled = true;
  try {
    const told = await ask("POST", `/api/documents/${id}/release`, { name: $("typed-name").value });
    $("release-dialog").close();
    desk.draft.state = told.state;
    showDraft();
    const remarks = [...told.not_checked, ...told.leaks];
    $("remarks").replaceChildren(...remarks.map((one) => el("li", {}, one)));
    $("remarks-panel").open = remarks.length > 0;
    say(told.state === "released" ? words.released : words.held);
  } catch (problem) {
    $("release-problem").textContent = problem.message;
  } finally { $("release-ok").disabled = false; }
};
document.querySelectorAll("[data-close]").forEach((button) => { button.onclick = () => button.closest("dialog").close(); });

const panes = [$("original"), $("released")];
let leading = null;
for (const pane of panes) {
  pane.addEventListener("pointerenter", () => { leading = pane; });
  pane.addEventListener("focusin", () => { leading = pane; });
  pane.addEventListener("scroll", () => {
    if (leading !== pane) return;
    const other = panes.find((one) => one !== pane);
    other.scrollTop = (pane.scrollTop / Math.max(1, pane.scrollHeight - pane.clientHeight)) * (other.scrollHeight - other.clientHeight);
  });
}

const go = (where) => { if (where) location.assign(`/documents/${where}`); };
const keys = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), Enter: acts.accept, m: acts.mask, g: acts.generalize,
  e: acts.keep, u: acts.unsure, c: acts.comment, n: () => acts.missed(), "/": () => { $("search-panel").open = true; $("query").focus(); },
  "[": () => go(document.body.dataset.before), "]": () => go(document.body.dataset.after), "?": () => $("help").showModal(),
};
document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  const target = event.target;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !target.matches("input, textarea")) {
    event.preventDefault();
    undo(event.shiftKey ? "/api/redo" : "/api/undo");
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || target.matches("input, textarea, select")) return;
  if (event.key === "Enter" && target.closest("button, a, summary")) return;
  const act = keys[event.key];
  if (act) { event.preventDefault(); act(); }
});

load().catch((problem) => say(problem.message));

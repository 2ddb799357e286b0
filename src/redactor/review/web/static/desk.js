// One document's desk: its state, the keys, and what the server is asked. The server decides; this shows.
import { $, Refused, ask, el, me, say, words } from "./small.js";
import { actionOf, decorate, segmentElement, selectPlace, selectedPlace } from "./text.js";
import { askBulk, askMark, askReason, askWords } from "./dialogs.js";
import { showGroups, showQueue } from "./groups.js";
import { showItem } from "./item.js";
import { bring, later } from "./panes.js";
import { followUp, showDraft } from "./release.js";

const id = document.body.dataset.document;
const isSecond = document.body.dataset.second === "true";
const STRENGTH = { keep: 0, unsure: 0, generalize: 1, mask: 2 };
const OPEN = new Set(["open", "unsure"]);
const desk = { draft: null, segments: [], items: [], byId: new Map(), people: {}, comments: [], selected: null, details: null };

async function load() {
  const told = await ask("GET", `/api/documents/${id}`);
  Object.assign(desk, { draft: told.draft, segments: told.segments, items: told.items, people: told.people, comments: told.comments });
  desk.byId = new Map(told.items.map((item) => [item.id, item]));
  const bySegment = new Map(told.segments.map((one) => [one.id, []]));
  for (const item of told.items) bySegment.get(item.segment).push(item);
  $("text").replaceChildren(...told.segments.map((one) => segmentElement(one, bySegment.get(one.id), words)));
  $("remarks").replaceChildren(...told.draft.remarks.map((one) => el("li", {}, one)));
  $("remarks-panel").open = $("remarks-panel").open || desk.draft.state === "held";
  showGroups(desk, acts);
  showDraft(desk);
  const asked = desk.byId.has(location.hash.slice(1)) ? location.hash.slice(1) : null;
  const known = desk.selected && desk.byId.has(desk.selected) ? desk.selected : asked;
  const first = desk.items.find((item) => OPEN.has(item.status)) || desk.items[0];
  later(id);
  await choose(known || (first && first.id), Boolean(asked));
}

async function choose(itemId, focus = true) {
  document.querySelectorAll("mark.selected, #groups [aria-current]").forEach((one) => { one.classList.remove("selected"); one.removeAttribute("aria-current"); });
  desk.selected = itemId || null;
  desk.details = null;
  const item = desk.byId.get(itemId);
  showItem(desk, acts);
  if (!item) return;
  const marks = document.querySelectorAll(`mark[data-items~="${CSS.escape(itemId)}"]`);
  for (const mark of marks) mark.classList.add("selected");
  const button = document.querySelector(`#groups [data-item="${CSS.escape(itemId)}"]`);
  if (button) { button.setAttribute("aria-current", "true"); button.scrollIntoView({ block: "nearest" }); }
  if (marks.length && focus) bring(marks[0]);
  const details = await ask("GET", `/api/items/${itemId}`).catch(() => null);
  if (!details || desk.selected !== itemId) return;
  desk.details = details;
  item.known = Object.fromEntries(details.rungs.map((one) => [one.rung, one.words]));
  marks.forEach((mark) => decorate(mark, desk.byId));
  showItem(desk, acts);
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

function moved() {
  // Only the document's state: its items are known.
  showGroups(desk, acts);
  if (["approved", "released", "changed"].includes(desk.draft.state)) desk.draft.state = "changed";
  else {
    const left = desk.items.filter((item) => OPEN.has(item.status)).length;
    const waiting = desk.items.some((item) => item.status === "needs_second");
    desk.draft.state = desk.items.every((item) => item.status === "open") ? "new" : !left && waiting ? "needs_second" : "in_review";
  }
  showDraft(desk);
  later(id);
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

const selected = () => desk.byId.get(desk.selected);

// A finer rung or own words may tell as much as a keep: then the server wants a reason, too.
function loosens(item, decision) {
  if (!decision || decision.action === "unsure" || item.proposed.action === "keep") return false;
  if (decision.replacement && decision.replacement !== item.proposed.replacement) return true;
  if (STRENGTH[decision.action] < STRENGTH[item.proposed.action]) return true;
  const rung = desk.details && decision.action === "generalize" && desk.details.rungs.find((one) => one.rung === decision.rung);
  return Boolean(rung && rung.loosens);
}

async function decide(decision, next) {
  const item = selected();
  if (!item) return;
  if (item.blind) { await acts.own(decision ? decision.action : null); return; }
  let said = decision;
  if (loosens(item, decision)) {
    const reason = await askReason(item.quote);
    if (!reason) return;
    said = { ...decision, ...reason };
  }
  const before = { ...item };
  // Shown at once; taken back if the server says otherwise.
  take({ ...item, decision: said || item.proposed, status: said && said.action === "unsure" ? "unsure" : "decided" });
  const told = await send(() => ask("POST", `/api/items/${item.id}/decide`, { version: item.version, decision: said }), take);
  if (!told) { if (selected() === item) take(before); return; }
  say(`${words[told.status]}: ${words[actionOf(told)]}`);
  moved();
  if (next) step(1, (one) => OPEN.has(one.status)); else await choose(item.id, false);
}

async function second(told) {
  const item = selected();
  const done = await send(() => ask("POST", `/api/items/${item.id}/second`, { version: item.version, ...told }), take);
  if (!done) return;
  say(words[done.status]);
  moved();
  const more = desk.items.some((one) => one.status === "needs_second");
  if (more) await step(1, (one) => one.status === "needs_second"); else await choose(item.id, false);
}

const waitsForMe = (item) => isSecond && item.status === "needs_second" && item.decided_by !== me;
const acts = {
  choose,
  waitsForMe,
  accept: () => {
    const item = selected();
    if (item && waitsForMe(item)) return item.blind ? acts.own(null) : second({ confirms: true });
    return decide(null, true);
  },
  mask: () => decide({ action: "mask" }, false),
  keep: () => decide({ action: "keep" }, false),
  unsure: () => decide({ action: "unsure" }, true),
  rung: (rung) => decide(rung === "mask" ? { action: "mask" } : { action: "generalize", rung }, false),
  words: (replacement) => { if (replacement.trim()) decide({ action: "generalize", replacement }, false); },
  generalize: () => {
    const item = selected();
    if (!item) return;
    if (item.blind) { acts.own("generalize"); return; }
    const rungs = (desk.details ? desk.details.rungs : []).filter((one) => one.rung !== "mask");
    if (!rungs.length) { say(words.no_rungs); return; }
    const now = item.decision && item.decision.action === "generalize" ? item.decision.rung : null;
    const usual = rungs.findIndex((one) => !one.loosens);
    // First the policy's rung, or the first that tells no more than it; each time after that the next one.
    const at = now ? (rungs.findIndex((one) => one.rung === now) + 1) % rungs.length : Math.max(0, usual);
    acts.rung(rungs[at].rung);
  },
  confirm: () => second({ confirms: true }),
  sendBack: async () => {
    const said = await askWords(words.send_back_why, true);
    if (said) await second({ confirms: false, sentence: said.text });
  },
  // Of a blind second person: what he or she would do. The same confirms, anything else sends back.
  own: async (action) => {
    if (["mask", "generalize", "keep"].includes(action)) await second({ own: action });
    else say(words.blind);
  },
  comment: async () => {
    const item = selected();
    const said = item && (await askWords(words.comment, false));
    if (!said) return;
    const done = await send(async () => { await ask("POST", `/api/items/${item.id}/comment`, said); return true; });
    if (done) { desk.comments.push({ item: item.id, who: me, when: new Date().toISOString(), text: said.text }); showItem(desk, acts); }
  },
  missed: async () => {
    const place = selectedPlace();
    if (!place || !place.quote.trim()) { say(words.select_first); return; }
    const said = await askMark(place, desk.people);
    if (!said) return;
    const { segment, start, end } = place;
    const told = await send(() => ask("POST", `/api/documents/${id}/mark`, { segment, start, end, ...said }));
    if (told) { desk.selected = told.id; await load(); say(words.marked); }
  },
  many: async (item, scope) => {
    const called = desk.people[item.subject] || words[item.role] || item.role;
    const said = await askBulk(item, { scope, document_id: id }, called);
    if (!said) return;
    const needs = said.decision && said.decision.action === "keep";
    const reason = needs ? await askReason(words.bulk_title) : {};
    if (!reason) return;
    const decision = said.decision && { ...said.decision, ...reason };
    const told = await send(() => ask("POST", "/api/bulk/decide", { seen: said.seen, decision }));
    if (told) { told.forEach(take); moved(); await choose(desk.selected, false); say(`${words.decided}: ${told.length}`); }
  },
};

async function undo(path) {
  const told = await send(() => ask("POST", path));
  if (told) { await load(); say(path.endsWith("undo") ? words.undone : words.redone); }
}

function places(list, found) {
  list.replaceChildren(...found.map((place) => el("li", {}, el("button", {
    onclick: () => {
      if (place.document !== id) location.assign(`/documents/${place.document}`);
      else selectPlace(place);
    },
  }, el("bdi", {}, place.quote), ` · ${words[place.kind] || place.kind}${place.hidden ? ` · ${words.hidden}` : ""}`,
    place.document !== id ? ` · ${words.number} ${place.number}` : ""))));
  if (!found.length) list.replaceChildren(el("li", {}, words.none));
}

function panel(name, fill) { $(name).addEventListener("toggle", () => { if ($(name).open) fill(); }); }
panel("documents-panel", async () => showQueue((await send(() => ask("GET", "/api/documents"))) || [], id));
panel("leftovers-panel", async () => places($("leftovers"), (await send(() => ask("GET", `/api/documents/${id}/leftovers`))) || []));
panel("linkage-panel", async () => {
  const found = (await send(() => ask("GET", `/api/documents/${id}/linkage`))) || [];
  const fact = (item) => el("li", {}, el("button", { onclick: () => choose(item.id) }, `${item.quote} · ${words[`type_${item.type}`] || item.type} · ${words[actionOf(item)]}`));
  $("linkage").replaceChildren(...found.map((one) => el("li", {}, el("strong", {}, `${one.called || words[one.role] || one.role} · ${words.weight} ${one.weight}`),
    el("ul", {}, ...one.items.filter((itemId) => desk.byId.has(itemId)).map((itemId) => fact(desk.byId.get(itemId)))))));
  if (!found.length) $("linkage").replaceChildren(el("li", {}, words.none));
});
$("search").addEventListener("submit", async (event) => {
  event.preventDefault();
  places($("hits"), (await send(() => ask("POST", "/api/search", { text: $("query").value }))) || []);
});
$("text").addEventListener("click", (event) => { const mark = event.target.closest("mark"); if (mark && getSelection().isCollapsed) choose(mark.dataset.item, false); });
$("undo").onclick = () => undo("/api/undo");
$("redo").onclick = () => undo("/api/redo");
$("missed").onclick = () => acts.missed();
$("help-button").onclick = () => $("help").showModal();
$("only-open").onchange = () => showGroups(desk, acts);
followUp(desk, { send, load });

const go = (where) => { if (where) location.assign(`/documents/${where}`); };
const keys = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), Enter: acts.accept, m: acts.mask, g: acts.generalize,
  e: acts.keep, u: acts.unsure, c: acts.comment, n: acts.missed, "/": () => { $("search-panel").open = true; $("query").focus(); },
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
  if (event.ctrlKey || event.metaKey || event.altKey || target.matches("input:not([type=checkbox]), textarea, select")) return;
  if (event.key === "Enter" && target.closest("button, a, summary")) return;
  const act = keys[event.key];
  if (act) { event.preventDefault(); act(); }
});

load().catch((problem) => say(problem.message));

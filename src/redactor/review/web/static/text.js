// The text of a document with its items, and the way from a selection back to a place in it.
// Places count code points, as the server does; JavaScript's strings count UTF-16 units.
import { el } from "./small.js";

export function actionOf(item) { return (item.decision && item.decision.action !== "unsure" ? item.decision : item.proposed).action; }

export function wordsOf(item) {
  const said = item.decision && item.decision.action !== "unsure" ? item.decision : item.proposed;
  if (said.action === "keep") return null;
  if (typeof said.replacement === "string") return said.replacement;
  if (said.action === item.proposed.action && said.rung === item.proposed.rung && typeof item.proposed.replacement === "string") return item.proposed.replacement;
  // The words of a rung are known once the finding was selected; until then its name stands for them.
  return (item.known && item.known[said.action === "mask" ? "mask" : said.rung]) || said.rung || "[…]";
}

const OPEN = new Set(["open", "unsure"]);

// Several findings may lie over one another: the one that is still open is shown, else the narrowest.
export function decorate(mark, byId) {
  const over = mark.dataset.items.split(" ").map((id) => byId.get(id)).filter(Boolean);
  if (!over.length) return;
  const waiting = over.filter((one) => OPEN.has(one.status));
  const item = (waiting.length ? waiting : over).reduce((a, b) => (b.end - b.start < a.end - a.start ? b : a));
  mark.dataset.item = item.id;
  mark.dataset.first = String(item.start === Number(mark.dataset.from));
  mark.dataset.last = String(item.end === Number(mark.dataset.until));
  mark.dataset.status = item.status;
  mark.dataset.action = actionOf(item);
  const now = wordsOf(item);
  if (now !== null && mark.dataset.last === "true") mark.dataset.now = now;
  else delete mark.dataset.now;
}

export function segmentElement(segment, items, names) {
  const byId = new Map(items.map((item) => [item.id, item]));
  const points = Array.from(segment.text);
  const section = el("section", { class: segment.kind === "hidden" ? "segment hidden" : "segment" },
    el("h3", {}, `${segment.id} · ${names[segment.kind] || segment.kind}`));
  const body = el("div", { class: "body", "data-segment": segment.id });
  section.append(body);
  const cuts = new Set([0, points.length]);
  points.forEach((point, at) => { if (point === "\n") cuts.add(at + 1); });
  for (const item of items) { cuts.add(item.start); cuts.add(item.end); }
  const order = [...cuts].sort((a, b) => a - b);
  const starting = new Map();
  for (const item of items) starting.set(item.start, [...(starting.get(item.start) || []), item]);
  let running = [];
  let line = el("div", { class: "line" });
  for (let n = 0; n + 1 < order.length; n += 1) {
    const [from, to] = [order[n], order[n + 1]];
    running = [...running.filter((item) => item.end > from), ...(starting.get(from) || [])];
    const text = points.slice(from, to).join("");
    if (running.length) {
      const mark = el("mark", { "data-items": running.map((item) => item.id).join(" "), "data-from": String(from), "data-until": String(to) }, text);
      decorate(mark, byId);
      line.append(mark);
    } else line.append(text);
    if (text.endsWith("\n")) { body.append(line); line = el("div", { class: "line" }); }
  }
  if (line.childNodes.length) body.append(line);
  return section;
}

export function plainSegment(segment, names) {
  return segmentElement(segment, [], names);
}

export function selectedPlace() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const from = range.startContainer.parentElement.closest("[data-segment]");
  const until = range.endContainer.parentElement.closest("[data-segment]");
  if (!from || from !== until || !from.closest("#text")) return null;
  const before = document.createRange();
  before.selectNodeContents(from);
  before.setEnd(range.startContainer, range.startOffset);
  const start = Array.from(before.toString()).length;
  const quote = range.toString();
  return { segment: from.dataset.segment, start, end: start + Array.from(quote).length, quote };
}

export function selectPlace(place) {
  const body = [...document.querySelectorAll("#text [data-segment]")].find((one) => one.dataset.segment === place.segment);
  if (!body) return;
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const points = Array.from(node.data);
    const inside = (count) => points.slice(0, count).join("").length;
    if (place.start >= at && place.start <= at + points.length) range.setStart(node, inside(place.start - at));
    if (place.end >= at && place.end <= at + points.length) { range.setEnd(node, inside(place.end - at)); break; }
    at += points.length;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
}

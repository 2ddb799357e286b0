// At the left: the queue, and the findings by person, then by type, with counts. A group is filled when it is opened.
import { $, el, typeName, words } from "./small.js";

const SIGNS = { open: "○", unsure: "?", needs_second: "②", decided: "✓", confirmed: "✓✓" };
const UNNAMED = new Set(["public_figure", "official", "journalist", "unknown"]);
const OPEN = new Set(["open", "unsure"]);

export function showGroups(desk, acts) {
  const onlyOpen = $("only-open").checked;
  const opened = new Set([...document.querySelectorAll("#groups details[open]")].map((one) => one.dataset.group));
  const people = new Map();
  for (const item of desk.items) {
    if (onlyOpen && !OPEN.has(item.status)) continue;
    if (!people.has(item.subject)) people.set(item.subject, new Map());
    const types = people.get(item.subject);
    if (!types.has(item.type)) types.set(item.type, []);
    types.get(item.type).push(item);
  }
  const made = [];
  for (const [subject, types] of people) {
    const all = [...types.values()].flat();
    made.push(group(`p ${subject}`, called(desk, subject, all), all, opened, () =>
      [...types].map(([type, items]) => group(`t ${subject} ${type}`, typeName(type), items, opened, () =>
        [el("ul", {}, ...items.map((item) => entry(item, desk, acts))), many(items, acts)]))));
  }
  $("groups").replaceChildren(...made);
}

// Somebody whom the release names as he is has no other name: the first of his words says who that is.
function called(desk, subject, all) {
  if (desk.people[subject]) return desk.people[subject];
  const role = words[all[0].role] || all[0].role;
  const name = UNNAMED.has(all[0].role) && all.find((item) => item.type === "PERSON");
  return name ? `${name.quote} · ${role}` : role;
}

function many(items, acts) {
  const open = items.filter((item) => OPEN.has(item.status));
  return open.length > 1 ? el("button", { class: "quiet", onclick: () => acts.many(open[0], "type") }, `${words.decide_alike} (${open.length})`) : null;
}

function group(key, title, items, opened, fill) {
  const open = items.filter((item) => OPEN.has(item.status)).length;
  const count = open ? `${open} ${words.open_of} ${items.length}` : `✓ ${items.length}`;
  const details = el("details", { "data-group": key }, el("summary", {}, el("span", {}, title), el("span", { class: open ? "count" : "count none" }, count)));
  const filled = () => { if (details.childNodes.length === 1) details.append(...fill().filter(Boolean)); };
  details.addEventListener("toggle", () => { if (details.open) filled(); });
  if (opened.has(key)) { filled(); details.open = true; }
  return details;
}

function entry(item, desk, acts) {
  return el("li", {}, el("button", {
    "data-item": item.id, onclick: () => acts.choose(item.id), "aria-current": item.id === desk.selected ? "true" : null,
    "aria-label": `${item.quote}, ${words[item.status]}`,
  }, `${SIGNS[item.status]} ${item.quote}`));
}

export function showQueue(documents, here) {
  $("documents").replaceChildren(...documents.map((one) => el("li", {}, el("a", {
    href: `/documents/${one.id}`, "aria-current": one.id === here ? "page" : null,
  }, `${one.number} `, el("bdi", {}, one.name), ` · ${words[`state_${one.state}`]}${one.open ? ` · ${one.open} ${words.open}` : ""}`))));
  const current = document.querySelector("#documents [aria-current]");
  if (current) current.scrollIntoView({ block: "nearest" });
}

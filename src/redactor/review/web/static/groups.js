// The findings at the left: by person, then by type, with counts. A group is filled when it is opened.
import { $, el, words } from "./small.js";

const SIGNS = { open: "○", unsure: "?", needs_second: "②", decided: "✓", confirmed: "✓✓" };

export function showGroups(desk, choose) {
  const onlyOpen = $("only-open").checked;
  const opened = new Set([...document.querySelectorAll("#groups details[open]")].map((one) => one.dataset.group));
  const people = new Map();
  for (const item of desk.items) {
    if (onlyOpen && !["open", "unsure"].includes(item.status)) continue;
    const types = people.get(item.subject) || new Map();
    types.set(item.type, [...(types.get(item.type) || []), item]);
    people.set(item.subject, types);
  }
  const made = [];
  for (const [subject, types] of people) {
    const all = [...types.values()].flat();
    const called = desk.people[subject] || words[all[0].role] || all[0].role;
    made.push(group(`p ${subject}`, `${called} (${counted(all)})`, opened, () =>
      [...types].map(([type, items]) => group(`t ${subject} ${type}`, `${type} (${counted(items)})`, opened, () =>
        [el("ul", {}, ...items.map((item) => entry(item, desk, choose)))]))));
  }
  $("groups").replaceChildren(...made);
}

function counted(items) {
  const open = items.filter((item) => ["open", "unsure"].includes(item.status)).length;
  return `${open}/${items.length}`;
}

function group(key, title, opened, fill) {
  const details = el("details", { "data-group": key }, el("summary", {}, title));
  const filled = () => { if (details.childNodes.length === 1) details.append(...fill()); };
  details.addEventListener("toggle", () => { if (details.open) filled(); });
  if (opened.has(key)) { filled(); details.open = true; }
  return details;
}

function entry(item, desk, choose) {
  const label = `${SIGNS[item.status]} ${item.quote}`;
  return el("li", {}, el("button", {
    "data-item": item.id, onclick: () => choose(item.id), "aria-current": item.id === desk.selected ? "true" : null,
    "aria-label": `${item.quote}, ${words[item.status]}`,
  }, label));
}

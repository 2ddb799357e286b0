// The selected item at the right: what, about whom, which rule, why; the words; history and comments.
import { $, el, typeName, words } from "./small.js";
import { actionOf, wordsOf } from "./text.js";

const button = (word, act, key, more) => el("button", { onclick: act, ...more }, word, key ? el("kbd", {}, key) : null);
const time = (when) => when.slice(0, 16).replace("T", " ");

export function showItem(desk, acts) {
  const item = desk.byId.get(desk.selected);
  if (!item) { $("item").replaceChildren(el("p", {}, words.nothing_selected)); return; }
  const isMine = acts.waitsForMe(item);
  const parts = [
    el("h2", { class: "quote" }, el("bdi", {}, item.quote)),
    el("p", { class: "now", "data-status": item.status }, now(item)),
    item.blind ? el("p", { class: "note" }, words.blind) : null,
    item.blind ? el("div", { class: "actions" }, button(words.mask, acts.mask, "m"), button(words.generalize, acts.generalize, "g"), button(words.keep, acts.keep, "e")) : null,
    isMine && !item.blind ? el("div", { class: "actions" }, button(words.confirm, acts.confirm, "Enter", { class: "main" }), button(words.send_back, acts.sendBack)) : null,
    item.blind ? null : el("div", { class: "actions" }, button(words.accept, acts.accept, isMine ? "" : "Enter", isMine ? {} : { class: "main" }), button(words.mask, acts.mask, "m"),
      button(words.generalize, acts.generalize, "g"), button(words.keep, acts.keep, "e"), button(words.unsure, acts.unsure, "u"), button(words.comment, acts.comment, "c")),
    ...(item.blind ? [] : wording(item, desk, acts)),
    facts(item, desk),
    ...others(item, desk, acts),
  ];
  $("item").replaceChildren(...parts.filter(Boolean));
}

function now(item) {
  const by = item.decided_by === "policy" ? words.by_policy : item.decided_by;
  const who = [by, item.confirmed_by].filter(Boolean).join(", ");
  const said = wordsOf(item);
  const told = item.blind ? "" : `${words[actionOf(item)]}${said === null ? "" : `: ${said || words.left_out}`}`;
  const isOpen = ["open", "unsure"].includes(item.status);
  return `${words[item.status]}${who ? ` (${who})` : ""}${told ? ` · ${isOpen ? `${words.proposed} ` : ""}${told}` : ""}`;
}

function facts(item, desk) {
  const told = [
    [words.type, `${typeName(item.type)}${item.marked ? ` · ${words.by_person}` : ""}`],
    [words.about, [desk.people[item.subject], words[item.role] || item.role, item.relation].filter(Boolean).join(" · ")],
    [words.rule, `${item.rule} · ${words.score} ${item.score}`], [words.why, item.reason],
    [words.policy, `${words[item.proposed.action]} · ${item.policy_rule}`], ["", item.policy_reason],
    item.review_required ? [words.second_person, words.review_required] : null,
    item.decision && item.decision.reason_code ? [words.reason_code, [item.decision.reason_code, item.decision.sentence].filter(Boolean).join(" · ")] : null,
    item.decision && item.decision.evidence ? [words.evidence, Object.values(item.decision.evidence).join(" · ")] : null,
  ];
  return el("dl", {}, ...told.filter(Boolean).flatMap(([term, said]) => (said ? [el("dt", {}, term), el("dd", {}, said)] : [])));
}

function wording(item, desk, acts) {
  const own = el("input", { id: "own-words", value: wordsOf(item) || "", maxlength: 4000 });
  const rungs = desk.details ? desk.details.rungs : [];
  return [
    el("form", { class: "own", onsubmit: (event) => { event.preventDefault(); acts.words(own.value); } },
      el("label", { for: "own-words" }, words.replacement), own, el("button", {}, words.use_words)),
    rungs.length ? el("ul", { class: "rungs", "aria-label": words.rungs }, ...rungs.map((one) => el("li", {},
      button(one.words || words.left_out, () => acts.rung(one.rung), "", { "aria-pressed": String(wordsOf(item) === one.words), title: one.rung }),
      one.loosens ? el("small", {}, words.tells_more) : null))) : null,
  ];
}

function others(item, desk, acts) {
  const details = desk.details;
  const said = desk.comments.filter((one) => one.item === item.id);
  const parts = [];
  if (details) {
    const rest = details.alike.filter((one) => one.id !== item.id);
    const label = `${words.occurrences}: ${details.here} ${words.here}, ${details.everywhere} ${words.in_all}`;
    parts.push(el("details", {}, el("summary", {}, label), el("ul", {}, ...rest.map((one) => el("li", {}, one.document === document.body.dataset.document
      ? el("button", { onclick: () => acts.choose(one.id) }, `${one.quote} · ${words[one.status]}`)
      : el("a", { href: `/documents/${one.document}#${one.id}` }, `${words.number} ${one.number}: ${one.quote} · ${words[one.status]}`))))));
    if (!item.blind) parts.push(button(words.decide_many, () => acts.many(item, "words"), "", { class: "quiet" }));
  }
  parts.push(el("details", { open: said.length > 0 }, el("summary", {}, `${words.comments} (${said.length})`),
    el("ul", {}, ...said.map((one) => el("li", {}, `${one.who}, ${time(one.when)}: `, el("bdi", {}, one.text))))));
  if (details && !item.blind) {
    parts.push(el("details", {}, el("summary", {}, `${words.history} (${details.history.length})`), el("ul", {}, ...details.history.map((one) =>
      el("li", {}, `${time(one.when)} · ${one.who} · ${words[`log_${one.what.replaceAll(" ", "_")}`] || one.what}: ${[one.before && told(one.before), told(one.after)].filter(Boolean).join(" → ")} ${one.reason_code} ${one.sentence}`)))));
  }
  return parts;
}

// "needs_second keep", as the log has it, in the reader's words.
function told(state) { return state.split(" ").map((one) => words[one] || one).join(" · "); }

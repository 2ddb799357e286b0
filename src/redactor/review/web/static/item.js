// The selected item at the right: what, about whom, which rule, why; the words; history and comments.
import { $, el, words } from "./small.js";
import { actionOf, wordsOf } from "./text.js";

export function showItem(desk, acts) {
  const item = desk.byId.get(desk.selected);
  if (!item) { $("item").replaceChildren(el("p", {}, words.nothing_selected)); return; }
  const details = desk.details;
  const facts = [
    [words.type, item.type], [words.about, desk.people[item.subject] || words[item.role] || item.role],
    [words.rule, `${item.rule} (${item.score})`], [words.why, item.reason],
    [words.policy, `${words[item.proposed.action]} · ${item.policy_rule}`], ["", item.policy_reason],
    [words.status, `${words[item.status]}${item.decided_by && item.decided_by !== "policy" ? ` · ${item.decided_by}` : ""}${item.confirmed_by ? ` · ${item.confirmed_by}` : ""}`],
    [words.now, `${words[actionOf(item)]}${wordsOf(item) ? `: ${wordsOf(item)}` : ""}`],
  ];
  const own = el("input", { id: "own-words", value: wordsOf(item) || "", maxlength: 4000 });
  const button = (word, act, key) => el("button", { onclick: act }, key ? `${word} (${key})` : word);
  const parts = [
    el("h2", { class: "quote" }, item.quote),
    el("dl", {}, ...facts.flatMap(([term, told]) => (told ? [el("dt", {}, term), el("dd", {}, told)] : []))),
    item.blind ? el("p", {}, words.blind) : null,
    el("div", { class: "actions" }, button(words.accept, acts.accept, "Enter"), button(words.mask, acts.mask, "m"), button(words.generalize, acts.generalize, "g"),
      button(words.keep, acts.keep, "e"), button(words.unsure, acts.unsure, "u"), button(words.comment, acts.comment, "c")),
    el("label", {}, `${words.replacement} `, own),
    el("div", { class: "actions" }, button(words.use_words, () => acts.words(own.value)),
      ...(details ? details.rungs.map((one) => button(`${one.rung}: ${one.words}`, () => acts.rung(one.rung))) : [])),
  ];
  if (item.status === "needs_second" && item.decided_by !== document.body.dataset.me) {
    parts.push(el("div", { class: "actions" }, button(words.confirm, () => acts.second(true)), button(words.send_back, () => acts.second(false))));
  }
  if (item.same) {
    parts.push(el("p", {}, `${words.occurrences}: ${item.same[0]} ${words.here}, ${item.same[1]} ${words.in_all} `, button(words.decide_alike, acts.alike)));
  }
  if (details) {
    const others = details.alike.filter((one) => one.id !== item.id && one.document === document.body.dataset.document).slice(0, 50);
    parts.push(el("details", {}, el("summary", {}, words.occurrences),
      el("ul", {}, ...others.map((one) => el("li", {}, el("button", { onclick: () => acts.choose(one.id) }, `${one.quote} · ${words[one.status]}`))))));
    parts.push(el("details", {}, el("summary", {}, `${words.history} (${details.history.length})`),
      el("ul", {}, ...details.history.map((one) => el("li", {}, `${one.when} · ${one.who} · ${one.what}: ${one.before} → ${one.after} ${one.reason_code} ${one.sentence}`)))));
  }
  const said = desk.comments.filter((one) => one.item === item.id);
  parts.push(el("details", { open: said.length > 0 }, el("summary", {}, `${words.comments} (${said.length})`),
    el("ul", {}, ...said.map((one) => el("li", {}, `${one.who}: ${one.text}`)))));
  $("item").replaceChildren(...parts.filter(Boolean));
}

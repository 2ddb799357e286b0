// The dialogs: a reason, a comment, what was missed, many at once. Each gives back what was said, or nothing.
import { $, ask, el, typeName, words } from "./small.js";

document.querySelectorAll("[data-close]").forEach((button) => { button.onclick = () => button.closest("dialog").close(); });

function open(dialog, ok, read) {
  return new Promise((done) => {
    let told = null;
    $(ok).onclick = () => {
      told = read();
      if (told !== null) dialog.close();
    };
    dialog.onclose = () => done(told);
    dialog.showModal();
  });
}

// A reason code and a sentence; for what is public already, where that was.
export function askReason(quote) {
  const problem = $("reason-problem");
  problem.textContent = "";
  $("reason-quote").textContent = quote;
  for (const id of ["code", "sentence", "evidence-who", "evidence-where", "evidence-when"]) $(id).value = "";
  const toggle = () => { $("evidence").hidden = $("code").value !== "already-public"; };
  $("code").onchange = toggle;
  toggle();
  return open($("reason"), "reason-ok", () => {
    const [reason_code, sentence] = [$("code").value, $("sentence").value];
    const evidence = reason_code === "already-public"
      ? { who: $("evidence-who").value, where: $("evidence-where").value, when: $("evidence-when").value } : null;
    if (!reason_code) { problem.textContent = words.choose; $("code").focus(); return null; }
    if (sentence.trim().length < 10) { problem.textContent = words.sentence_short; $("sentence").focus(); return null; }
    if (evidence && !(evidence.who && evidence.where && evidence.when)) { problem.textContent = words.evidence_missing; return null; }
    return { reason_code, sentence, evidence };
  });
}

// A comment, or why something is sent back; an empty one is allowed where `optional` says so.
export function askWords(title, optional) {
  $("comment-title").textContent = title;
  $("comment-text").value = "";
  return open($("comment"), "comment-ok", () => ($("comment-text").value.trim() || optional ? { text: $("comment-text").value } : null));
}

export function askMark(place, people) {
  $("mark-quote").textContent = place.quote;
  const known = Object.entries(people).map(([subject, called]) => el("option", { value: subject }, called));
  $("mark-subject").replaceChildren(el("option", { value: "unknown" }, words.unknown), ...known);
  return open($("mark"), "mark-ok", () => ({ type: $("mark-type").value, subject: $("mark-subject").value }));
}

// Open findings that have something in common, listed by document before anybody decides.
export async function askBulk(item, wanted, called) {
  const scopes = {
    words: { same_words_as: item.id },
    type: { document_id: wanted.document_id, entity_type: item.type, subject_id: item.subject },
    person: { document_id: wanted.document_id, subject_id: item.subject },
    rule: { document_id: wanted.document_id, rule: item.rule },
    kind: { document_id: wanted.document_id, entity_type: item.type },
  };
  const told = {
    words: `${words.scope_words}: ${item.quote}`, type: `${typeName(item.type)} · ${called}`, person: called,
    rule: `${words.rule}: ${item.rule} · ${words.here}`, kind: `${typeName(item.type)} · ${words.here}`,
  };
  $("bulk-scope").replaceChildren(...Object.keys(scopes).map((one) => el("option", { value: one, selected: one === wanted.scope }, told[one])));
  let seen = {};
  const list = async () => {
    seen = {};
    const found = await ask("POST", "/api/bulk/preview", scopes[$("bulk-scope").value]).catch(() => []);
    seen = Object.fromEntries(found.flatMap((one) => one.hits.map((hit) => [hit.id, hit.version])));
    $("bulk-hits").replaceChildren(...found.map((one) => el("details", { open: found.length === 1 },
      el("summary", {}, `${one.number} `, el("bdi", {}, one.name), `: ${one.hits.length}`),
      el("ul", {}, ...one.hits.slice(0, 100).map((hit) => el("li", {}, el("bdi", {}, hit.quote))),
        one.hits.length > 100 ? el("li", {}, `+ ${one.hits.length - 100}`) : null))));
    if (!found.length) $("bulk-hits").replaceChildren(words.none);
    for (const id of ["bulk-accept", "bulk-mask", "bulk-keep"]) $(id).disabled = !found.length;
  };
  $("bulk-scope").onchange = list;
  await list();
  return new Promise((done) => {
    let said = null;
    const take = (decision) => { said = { seen, decision }; $("bulk").close(); };
    $("bulk-accept").onclick = () => take(null);
    $("bulk-mask").onclick = () => take({ action: "mask" });
    $("bulk-keep").onclick = () => take({ action: "keep" });
    $("bulk").onclose = () => done(said);
    $("bulk").showModal();
  });
}

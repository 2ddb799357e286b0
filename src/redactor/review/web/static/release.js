// The way out: read to the end, approve, release, and the files; and a changed draft in the place of this one.
import { $, Refused, ask, el, me, say, words } from "./small.js";

const id = document.body.dataset.document;
const OPEN = new Set(["open", "unsure"]);

export function showDraft(desk) {
  const open = desk.items.filter((item) => OPEN.has(item.status)).length;
  const waiting = desk.items.filter((item) => item.status === "needs_second").length;
  $("progress").textContent = `${words.open}: ${open} · ${words.waiting_short}: ${waiting} · ${words.done}: ${desk.items.length - open - waiting}`;
  $("state").textContent = words[`state_${desk.draft.state}`];
  $("state").dataset.state = desk.draft.state;
  $("read").checked = desk.draft.read_by.includes(me);
  const isApproved = desk.draft.state === "approved";
  $("approve").disabled = isApproved || desk.draft.state === "released";
  $("release").disabled = !isApproved;
  $("left").textContent = isApproved ? `${words.state_approved}: ${desk.draft.approved_by}` : $("read").checked ? "" : words.unread;
  const files = desk.draft.state === "released" ? [0, 1, 2] : [];
  const names = [words.file_document, words.file_page, words.file_report];
  $("files").replaceChildren(...files.map((n) => el("a", { href: `/documents/${id}/files/${n}`, download: true }, names[n])));
}

// Whether what the server has is what is shown here: only that can be approved.
function isSame(desk, fresh) {
  return fresh.draft.sha256 === desk.draft.sha256 && fresh.items.length === desk.items.length
    && fresh.items.every((item) => desk.byId.has(item.id) && desk.byId.get(item.id).version === item.version);
}

export function followUp(desk, { send, load }) {
  $("read").onchange = async () => {
    if (!$("read").checked) { showDraft(desk); say(words.take_back); return; }
    const told = await send(() => ask("POST", `/api/documents/${id}/read`));
    if (told) desk.draft = told;
    showDraft(desk);
  };
  $("approve").onclick = async () => {
    const fresh = await send(() => ask("GET", `/api/documents/${id}`));
    if (!fresh) return;
    if (!isSame(desk, fresh)) { await load(); say(words.changed_meanwhile); return; }
    const told = await send(() => ask("POST", `/api/documents/${id}/approve`, { version: fresh.draft.version }));
    if (told) { desk.draft = told; showDraft(desk); say(words.approved); }
  };
  $("release").onclick = () => {
    $("typed-name").value = "";
    $("release-problem").textContent = "";
    $("release-remarks").replaceChildren(...desk.draft.remarks.map((one) => el("li", {}, one)));
    $("release-dialog").showModal();
    $("typed-name").focus();
  };
  $("release-ok").onclick = async () => {
    $("release-ok").disabled = true;
    try {
      const told = await ask("POST", `/api/documents/${id}/release`, { name: $("typed-name").value });
      $("release-dialog").close();
      desk.draft.state = told.state;
      showDraft(desk);
      const remarks = [...told.leaks, ...told.not_checked];
      $("remarks").replaceChildren(...remarks.map((one) => el("li", {}, one)));
      $("remarks-panel").open = remarks.length > 0;
      say(told.state === "released" ? words.released : words.held);
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      $("release-problem").textContent = problem.message;
    } finally { $("release-ok").disabled = false; }
  };
  $("replace").addEventListener("submit", async (event) => {
    event.preventDefault();
    const [file] = $("replace-file").files;
    if (!file) return;
    say(words.being_read);
    const data = await file.arrayBuffer();
    const told = await send(() => ask("PUT", `/api/documents/${id}/draft`, data, true));
    if (told) { await load(); say(words.replaced); }
  });
}

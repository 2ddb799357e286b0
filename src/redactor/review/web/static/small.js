// What every page's script needs. Text becomes text nodes only; nothing is ever parsed as HTML.

export const words = JSON.parse(document.body.dataset.words || "{}");
export const me = document.body.dataset.me || "";

export function $(id) { return document.getElementById(id); }

export function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export class Refused extends Error {
  constructor(status, sentence) { super(sentence); this.status = status; }
}

export async function ask(method, path, body, raw) {
  const headers = { "X-CSRF-Token": document.body.dataset.csrf };
  if (body !== undefined) headers["Content-Type"] = raw ? "application/octet-stream" : "application/json";
  const answer = await fetch(path, { method, headers, body: raw ? body : body === undefined ? undefined : JSON.stringify(body) });
  if (answer.status === 401) { leave(); }
  if (answer.status === 204) return null;
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, told.error || answer.statusText);
  return told;
}

export function say(sentence) { $("status").textContent = sentence; }

export function typeName(type) { return words[`type_${type}`] || type; }

// Nobody's draft stays on a screen that was left: what is shown goes before the login page comes.
export function leave() {
  document.querySelectorAll("main, dialog").forEach((one) => one.replaceChildren());
  location.replace("/login");
}

const idle = Number(document.body.dataset.idle || 0);
if (idle) {
  let last = Date.now();
  let told = Date.now();
  for (const sign of ["keydown", "pointerdown", "wheel", "touchstart"]) {
    document.addEventListener(sign, () => { last = Date.now(); }, { capture: true, passive: true });
  }
  setInterval(() => {
    if (Date.now() - last > idle * 1000) leave();
    // Reading is work, too: the server is told now and then, while somebody scrolls or types.
    else if (last > told && Date.now() - told > 60_000) { told = Date.now(); ask("GET", "/api/session").catch(() => null); }
  }, 5000);
}

// Adds drafts: each file is sent as it is, and nothing of it is kept by the browser.
import { $, ask, say } from "./small.js";

$("upload")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const problems = [];
  for (const file of form.querySelector("input[type=file]").files) {
    const query = new URLSearchParams({ name: file.name, policy: form.elements.policy.value });
    say(`${file.name} …`);
    try {
      await ask("POST", `/api/documents?${query}`, await file.arrayBuffer(), true);
    } catch (refused) {
      problems.push(`${file.name}: ${refused.message}`);
    }
  }
  if (problems.length) say(problems.join(" · "));
  else location.reload();
});

// The queue by state: what is shown is what somebody has to do.
$("by-state").addEventListener("change", () => {
  for (const row of document.querySelectorAll("tbody tr[data-state]")) row.hidden = Boolean($("by-state").value) && row.dataset.state !== $("by-state").value;
});

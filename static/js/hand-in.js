// What was typed at the door outlives a dropped line and a reload; it is forgotten once it is recorded.
const PREFIX = "hand-in:";
const NEVER = new Set(["csrfmiddlewaretoken"]);

if (document.querySelector("[data-done]")) {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}

const form = document.querySelector("form[data-keep]");
if (form) {
  const key = PREFIX + form.dataset.keep;
  const notice = form.querySelector("[data-notice]");

  const keep = () => {
    const typed = [...new FormData(form)].filter(([name]) => !NEVER.has(name));
    sessionStorage.setItem(key, JSON.stringify(typed));
  };

  // After a refusal the server's own answer holds what was typed.
  const kept = form.querySelector(".errorlist") ? null : sessionStorage.getItem(key);
  for (const [name, value] of JSON.parse(kept ?? "[]")) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value; // a group of radio buttons takes the value as its choice
  }

  form.addEventListener("input", keep);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    keep();
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      const answer = await fetch(location.href, { method: "POST", body: new FormData(form) });
      if (!answer.ok) throw new Error(answer.status);
      if (answer.redirected) location.assign(answer.url);
      else HTMLFormElement.prototype.submit.call(form); // refused with reasons: the browser shows them
    } catch {
      button.disabled = false;
      notice.textContent = form.dataset.dropped;
      notice.hidden = false;
      notice.scrollIntoView();
    }
  });
}

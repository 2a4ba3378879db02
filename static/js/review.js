// The keys of the review queue. Without this module every decision is a button, reached by Tab.

const cards = [...document.querySelectorAll("[data-proposal]")];
let isSent = false;

function here() {
  return document.activeElement?.closest("[data-proposal]") ?? cards[0];
}

function press(verdict) {
  const button = here()?.querySelector(`button[value="${verdict}"]`);
  if (!button || isSent) return; // a key that repeats must not decide the next one unseen
  isSent = true;
  button.click();
}

function correct() {
  const details = here()?.querySelector("[data-correct]");
  if (!details) return;
  details.open = true;
  const field = details.querySelector("input[name=value]");
  field.focus();
  field.select();
}

function move(step, link) {
  const card = cards[cards.indexOf(here()) + step];
  if (card) (card.querySelector("button") ?? card.querySelector("a"))?.focus();
  else document.querySelector(link)?.click();
}

function toggleKeys() {
  const keys = document.querySelector("[data-keys]");
  keys.open = !keys.open;
  if (keys.open) keys.querySelector("summary").focus();
}

// By place on the keyboard, so that they work whatever script it writes.
const acts = {
  KeyA: () => press("accept"),
  KeyR: () => press("reject"),
  KeyC: correct,
  KeyN: () => move(1, "[data-later]"),
  KeyP: () => move(-1, "[data-earlier]"),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "?" && !event.target.matches("input, select, textarea")) toggleKeys();
  const act = event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey && acts[event.code];
  if (!act) return;
  event.preventDefault();
  if (!event.repeat) act();
});

document.addEventListener("submit", () => (isSent = true));
addEventListener("pageshow", () => (isSent = false));

const text = document.querySelector("[data-text]");
const words = text?.querySelector("[data-current]");
if (words) text.scrollTop += words.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;

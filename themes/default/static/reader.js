// Reading aids (适老化): larger text, high contrast, wide spacing, reading aloud. The choices are kept
// in this browser only; without script the buttons are not shown, and the browser's own zoom works.

const root = document.documentElement;
const bar = document.querySelector("#zl-aids");
const SIZES = ["100", "125", "150", "200"];
const KEY = "zhuanlan-reading";

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // private windows may refuse
  }
}

const chosen = kept();

function apply() {
  for (const name of ["size", "contrast", "spacing"]) {
    if (chosen[name]) root.dataset[name] = chosen[name];
    else delete root.dataset[name];
  }
  try {
    localStorage.setItem(KEY, JSON.stringify(chosen));
  } catch {
    // then it holds for this page
  }
  const at = SIZES.indexOf(chosen.size ?? "100");
  for (const button of bar?.querySelectorAll("button[data-aid]") ?? []) {
    const aid = button.dataset.aid;
    if (aid === "larger") button.disabled = at === SIZES.length - 1;
    else if (aid === "smaller") button.disabled = at <= 0;
    else if (aid in { contrast: 1, spacing: 1 }) button.setAttribute("aria-pressed", String(Boolean(chosen[aid])));
  }
}

function step(by) {
  const at = SIZES.indexOf(chosen.size ?? "100") + by;
  chosen.size = SIZES[Math.min(Math.max(at, 0), SIZES.length - 1)];
}

const speech = window.speechSynthesis;
const story = document.querySelector(".story .prose");

function read(button) {
  if (speech.speaking) {
    speech.cancel();
    button.setAttribute("aria-pressed", "false");
    return;
  }
  const title = document.querySelector(".story h1")?.textContent ?? "";
  // in pieces: long texts fall silent in some browsers
  const parts = [title, ...[...story.querySelectorAll("p, li, h2, h3, h4, td")].map((one) => one.textContent)];
  parts.filter((text) => text.trim()).forEach((text, place, all) => {
    const said = new SpeechSynthesisUtterance(text);
    said.lang = root.lang === "en" ? "en" : root.lang === "zh-Hant" ? "zh-TW" : "zh-CN";
    if (place === all.length - 1) said.onend = () => button.setAttribute("aria-pressed", "false");
    speech.speak(said);
  });
  button.setAttribute("aria-pressed", "true");
}

bar?.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-aid]");
  if (!button) return;
  const aid = button.dataset.aid;
  if (aid === "larger") step(1);
  else if (aid === "smaller") step(-1);
  else if (aid === "contrast") chosen.contrast = chosen.contrast ? "" : "high";
  else if (aid === "spacing") chosen.spacing = chosen.spacing ? "" : "wide";
  else if (aid === "aloud") read(button);
  else if (aid === "reset") for (const name of Object.keys(chosen)) delete chosen[name];
  apply();
});

apply();
if (bar) {
  bar.classList.remove("aids-waiting");
  bar.querySelector('[data-aid="aloud"]').hidden = !(speech && story);
}
// the page's own address, without what was searched for or scrolled to
const copy = document.querySelector(".copy");
if (copy && navigator.clipboard) {
  const word = copy.textContent;
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector("link[rel=canonical]").href);
    copy.textContent = copy.dataset.copied;
    setTimeout(() => { copy.textContent = word; }, 2000);
  });
}
window.addEventListener("pagehide", () => speech?.cancel());

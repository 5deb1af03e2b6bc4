// In the preview only: a page follows what is saved. It asks for itself anew when something was built;
// where only style sheets differ they are swapped, else it is loaded again and stays where it was.
// What is wrong lies over the page until it is mended.

const ALIKE = /<link rel="stylesheet" href="[^"]*">|<script id="zl-preview"[^>]*>/g;
let built = document.querySelector("#zl-preview").dataset.built; // what this page is from
let known = null; // and its source
let overlay = null;

const source = async () => (await fetch(location.href, { cache: "no-store" })).text();

function swap(text) {
  const wanted = [...new DOMParser().parseFromString(text, "text/html").querySelectorAll("link[rel=stylesheet]")];
  const shown = [...document.querySelectorAll("link[rel=stylesheet]")];
  shown.forEach((link, place) => {
    const href = wanted[place]?.getAttribute("href");
    if (!href || href === link.getAttribute("href")) return;
    const fresh = link.cloneNode();
    fresh.href = href;
    fresh.onload = () => link.remove(); // the old one goes when the new one is there: nothing flashes
    link.after(fresh);
  });
}

async function follow(now) {
  const text = await source();
  if (known === null && now !== built) { // it was built anew before anybody could look
    location.reload();
    return;
  }
  const rest = (page) => page.replace(ALIKE, "");
  if (known !== null && rest(text) !== rest(known)) {
    location.reload();
    return;
  }
  if (known !== null) swap(text);
  known = text;
  built = now;
}

function element(name, text, style) {
  const made = document.createElement(name);
  made.textContent = text;
  made.style.cssText = style ?? "";
  return made;
}

function tell(problems, title) {
  overlay?.remove();
  overlay = null;
  if (!problems.length) return;
  overlay = element("section", "", "position:fixed;inset:auto 0 0;max-height:70vh;overflow:auto;z-index:2147483647;"
    + "background:#2b1613;color:#fff;border-top:6px solid #ff6b57;padding:1rem 1.5rem;font:16px/1.7 system-ui,sans-serif");
  overlay.id = "zl-problems";
  overlay.setAttribute("role", "alert");
  overlay.append(element("h2", title, "font-size:1.1rem;margin:0 0 .5rem;color:#ffb4a8"));
  for (const one of problems) {
    const item = element("article", "", "margin:.75rem 0;border-left:3px solid #ff6b57;padding-left:1rem");
    item.append(element("p", one.place, "margin:0;color:#ffd9a0;font-family:ui-monospace,monospace;overflow-wrap:anywhere"));
    item.append(element("p", one.text, "margin:.15rem 0;font-weight:700"));
    for (const [number, line, marked] of one.excerpt) {
      item.append(element("pre", `${String(number).padStart(4)}  ${line}`, "margin:0;white-space:pre-wrap;overflow-wrap:anywhere;"
        + `font:14px/1.6 ui-monospace,monospace;${marked ? "background:#5a2018" : "opacity:.75"}`));
    }
    overlay.append(item);
  }
  document.body.append(overlay);
}

function offerDesk(name) {
  if (!name || document.querySelector("#zl-desk")) return;
  const link = element("a", name, "position:fixed;inset:auto 1rem 1rem auto;z-index:2147483646;padding:.6rem 1.1rem;border-radius:2rem;"
    + "background:#2b1613;color:#fff;font:16px/1.4 system-ui,sans-serif;text-decoration:none;box-shadow:0 2px 8px #0006");
  link.id = "zl-desk";
  link.href = "/_desk/";
  document.body.append(link);
}

async function look() {
  if (location.pathname === "/_desk/") {
    dispatchEvent(new Event("zl-built"));
    return;
  }
  try {
    const state = await (await fetch("/_preview/state", { cache: "no-store" })).json();
    offerDesk(state.desk);
    tell(state.problems, state.title ?? "");
    if (!state.problems.length && (known === null || state.built !== built)) await follow(state.built);
  } catch {
    // the preview has ended; the page stays as it is
  }
}

// livereload's own client connects, and connects again; this plugin does what it would do otherwise
class Zhuanlan {
  static identifier = "zhuanlan";
  static version = "1.0";
  reload() {
    look();
    return true;
  }
  analyze() { return {}; }
}
window.LiveReloadPluginZhuanlan = Zhuanlan;
const client = document.createElement("script");
client.src = `/livereload.js?host=${location.hostname}&port=${location.port}`;
client.onload = () => window.LiveReload?.on("connect", look); // what happened while it was away
document.head.append(client);
look();

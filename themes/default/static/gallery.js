// Galleries: a picture opens large over the page, and the others are a key or a swipe away. Without
// script each picture is a link to itself.
// A classic script in a block of its own: modules do not run from a disc.

{
  const box = document.querySelector("#zl-lightbox");
  const picture = document.createElement("img");
  picture.draggable = false; // or a swipe would take it along
  box?.querySelector("figure").prepend(picture);
  const SWIPE = 40; // pixels

  let shown = [];
  let at = 0;
  let down = null;

  function show(place) {
    at = (place + shown.length) % shown.length;
    const link = shown[at];
    const small = link.querySelector("img");
    const caption = link.closest("figure")?.querySelector("figcaption")?.textContent ?? "";
    // a neighbouring figure's file may be large: until it is there, the small one is
    picture.src = small.currentSrc || small.src;
    picture.alt = small.alt;
    const large = new Image();
    large.onload = () => { if (shown[at] === link) picture.src = large.src; };
    large.src = link.href;
    box.querySelector("figcaption").textContent = caption || small.alt;
    const label = link.querySelector(".ai-mark");
    if (label) box.querySelector("figcaption").prepend(label.cloneNode(true), " ");
    box.querySelector(".lightbox-place").textContent = `${at + 1} / ${shown.length}`;
    box.querySelector(".lightbox-steps").hidden = shown.length < 2;
  }

  if (box?.showModal) {
    document.addEventListener("click", (event) => {
      const link = event.target.closest(".gallery-grid a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      shown = [...link.closest(".gallery-grid").querySelectorAll("a")];
      show(shown.indexOf(link));
      box.showModal();
    });
    box.addEventListener("click", (event) => {
      const step = event.target.closest("[data-step]");
      if (step) show(at + Number(step.dataset.step));
      else if (event.target === box) box.close();
    });
    box.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -1, PageDown: 1 }[event.key];
      if (step) show(at + step);
      else if (event.key === "Home") show(0);
      else if (event.key === "End") show(shown.length - 1);
      else return;
      event.preventDefault();
    });
    box.addEventListener("pointerdown", (event) => { down = event.clientX; });
    box.addEventListener("pointerup", (event) => {
      const moved = down === null ? 0 : event.clientX - down;
      down = null;
      if (Math.abs(moved) > SWIPE) show(at - Math.sign(moved));
    });
    box.addEventListener("close", () => shown[at]?.focus());
  }
}

// The matrix of regions and phases: rows fold by level, arrow keys move between its links.
// Without script all rows are open, and Tab goes through the links.

const table = document.querySelector(".matrix-table");
const rows = [...(table?.tBodies[0].rows ?? [])];
const MANY = 40; // rows from which on the lowest levels begin folded

const depth = (row) => Number(row.dataset.depth);

/** The rows below one, of every level. */
function below(row) {
  const at = rows.indexOf(row);
  const end = rows.findIndex((other, place) => place > at && depth(other) <= depth(row));
  return rows.slice(at + 1, end < 0 ? rows.length : end);
}

function show(row, open) {
  const button = row.querySelector("button");
  button.setAttribute("aria-expanded", String(open));
  let closed = Infinity; // within a folded row everything stays hidden
  for (const other of below(row)) {
    if (depth(other) <= closed) closed = Infinity;
    other.hidden = !open || depth(other) > closed;
    if (other.querySelector("button")?.getAttribute("aria-expanded") === "false") closed = Math.min(closed, depth(other));
  }
}

for (const row of rows) {
  if (!below(row).length) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "fold";
  button.setAttribute("aria-expanded", "true");
  button.setAttribute("aria-label", table.dataset.fold.replace("{region}", row.cells[0].textContent.trim()));
  button.addEventListener("click", () => show(row, button.getAttribute("aria-expanded") === "false"));
  row.cells[0].prepend(button);
}
if (rows.length > MANY) {
  for (const row of rows) if (depth(row) > 0 && row.querySelector("button.fold")) show(row, false);
}

const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

table?.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  const cell = event.target.closest("td, th");
  if (!step || !cell || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = [...table.rows].filter((row) => !row.hidden);
  let [line, column] = [all.indexOf(cell.parentElement) + step[0], cell.cellIndex + step[1]];
  while (all[line]?.cells[column]) {
    const target = all[line].cells[column].querySelector("a") ?? all[line].cells[column].querySelector("button");
    if (target) {
      event.preventDefault();
      target.focus();
      return;
    }
    line += step[0];
    column += step[1];
  }
});

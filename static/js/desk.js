// Django's choosers (select2) and the cells of its tables take no name from their field: a screen reader
// would say only "edit". This names each, now and whenever a row or a drop-down is added.

function nameOf(field) {
  const label = document.querySelector(`label[for="${field.id}"]`);
  if (label) return label.textContent.trim().replace(/:$/, "");
  const cell = field.closest("td");
  const heading = cell?.closest("table").querySelectorAll("thead th")[cell.cellIndex];
  return heading ? heading.textContent.trim() : field.name;
}

function nameCells() {
  const fields = ":is(input:not([type=hidden]), select, textarea)";
  for (const field of document.querySelectorAll(`.tabular td:not(.original) ${fields}:not([aria-label])`)) {
    if (!field.labels?.length && !field.closest(".select2")) field.setAttribute("aria-label", nameOf(field));
  }
}

function nameChoosers() {
  for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
    const chooser = select.nextElementSibling;
    if (!chooser?.classList.contains("select2")) continue;
    const name = nameOf(select);
    const box = chooser.querySelector(".select2-selection");
    const shown = chooser.querySelector(".select2-selection__rendered");
    box.removeAttribute("aria-labelledby");
    box.setAttribute("aria-label", shown.matches("ul") ? name : `${name}: ${shown.textContent.trim()}`);
    if (shown.matches("ul")) shown.setAttribute("role", "none"); // it holds more than list items
    else shown.setAttribute("aria-label", name);
    chooser.querySelector(".select2-search__field")?.setAttribute("aria-label", name);
  }
  const opened = document.querySelector(".select2-dropdown .select2-search__field");
  const list = document.querySelector(".select2-results__options")?.id.match(/^select2-(.+)-results$/);
  const select = list && document.getElementById(list[1]);
  if (opened && select) opened.setAttribute("aria-label", nameOf(select));
  for (const icon of document.querySelectorAll("span.help-tooltip[aria-label]:not([role])")) {
    icon.setAttribute("role", "img");
  }
}

function nameEditors() {
  for (const editor of document.querySelectorAll(".prose-editor [contenteditable]:not([aria-label])")) {
    editor.setAttribute("aria-label", nameOf(editor.closest(".prose-editor").querySelector("textarea")));
  }
}

let waits = false;
new MutationObserver(() => {
  if (waits) return;
  waits = true;
  requestAnimationFrame(() => {
    waits = false;
    nameCells();
    nameChoosers();
    nameEditors();
  });
}).observe(document.body, { childList: true, subtree: true });
nameCells();
nameChoosers();
nameEditors();

// The drop zone of a form[data-upload]: drop files, see what was chosen and what is too large, never send twice.
// Without this script the form is a plain file field with a button.
(() => {
  "use strict";
  const LARGEST = 50 * 1024 * 1024;
  const READABLE = /\.(csv|txt|xlsx|zip)$/i;
  const size = new Intl.NumberFormat("nl-NL", { maximumFractionDigits: 1 });

  function weight(bytes) {
    return bytes < 1024 * 1024 ? `${size.format(Math.ceil(bytes / 1024))} kB` : `${size.format(bytes / 1024 / 1024)} MB`;
  }

  function problem(file) {
    if (!READABLE.test(file.name)) return "Dit is geen csv-, xlsx- of zip-bestand. Bewaar het eerst als csv of xlsx.";
    if (file.size > LARGEST) return "Dit bestand is groter dan 50 MB.";
    if (file.size === 0) return "Dit bestand is leeg.";
    return "";
  }

  function element(tag, text, name) {
    const node = document.createElement(tag);
    node.textContent = text;
    if (name) node.className = name;
    return node;
  }

  function show(input, list) {
    list.replaceChildren(...[...input.files].map((file) => {
      const item = document.createElement("li");
      item.append(element("span", file.name), element("span", weight(file.size), "size"));
      const wrong = problem(file);
      if (wrong) item.append(element("span", wrong, "problem"));
      return item;
    }));
  }

  function take(input, files) {
    const chosen = new DataTransfer();
    for (const file of input.multiple ? files : [...files].slice(0, 1)) chosen.items.add(file);
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function prepare(zone) {
    const input = zone.querySelector("input[type=file]");
    const list = zone.querySelector("[data-files]");
    input.addEventListener("change", () => show(input, list));
    for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
      zone.addEventListener(name, (event) => {
        event.preventDefault();
        zone.classList.toggle("dragging", name === "dragenter" || name === "dragover");
      });
    }
    zone.addEventListener("drop", (event) => take(input, event.dataTransfer.files));
  }

  document.querySelectorAll("[data-drop]").forEach(prepare);

  for (const form of document.querySelectorAll("form[data-upload]")) {
    form.addEventListener("submit", () => {
      const button = form.querySelector("button[type=submit]");
      button.disabled = true;
      button.textContent = "Bezig met versturen …";
    });
  }

  // A page that comes back from the browser's memory may be sent again.
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
})();

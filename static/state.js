// The state line: a choice made with the mouse or a finger is shown at once; with the keyboard the button stays in charge,
// because some browsers report every arrow key as a choice (WCAG 3.2.2).
(() => {
  "use strict";
  for (const form of document.querySelectorAll("form[data-state]")) {
    let pointed = false;
    form.addEventListener("pointerdown", () => { pointed = true; });
    form.addEventListener("keydown", () => { pointed = false; });
    form.addEventListener("change", () => { if (pointed) form.requestSubmit(); });
  }
})();

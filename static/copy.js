// A button that copies the paragraph of <details data-copy>; without script the text can be selected by hand.
(() => {
  "use strict";
  for (const place of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Kopieer de alinea";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(place.querySelector("p").textContent.trim());
        button.textContent = "Gekopieerd";
      } catch {
        getSelection().selectAllChildren(place.querySelector("p"));
        button.textContent = "Geselecteerd: kopieer met Ctrl+C";
      }
    });
    place.append(button);
  }
})();

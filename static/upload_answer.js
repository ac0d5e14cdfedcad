// When an upload does not arrive (no connection, portal away) the person is told so and can try again.
// Answers of the portal itself come back through htmx and bring a fresh button.
(() => {
  "use strict";
  const TEXT = "Het versturen is niet gelukt. Uw bestanden zijn nog gekozen: probeer het zo opnieuw.";

  function tell(event) {
    const form = event.target.closest("form[data-upload]");
    if (!form) return;
    const said = document.createElement("p");
    said.className = "message error";
    said.textContent = TEXT;
    form.querySelector("#uitslag").replaceChildren(said);
    const button = form.querySelector("button[type=submit]");
    button.disabled = false;
    button.textContent = "Aanleveren";
  }

  document.addEventListener("htmx:sendError", tell);
  document.addEventListener("htmx:responseError", tell);
})();

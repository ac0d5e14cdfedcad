// Reads kind, school and month from the name of every chosen file, and asks for what a name does not say.
// The server reads the names again (ingest/naming.py); without this script the questions are always there.
(() => {
  "use strict";
  const BRIN = "(?<brin>\\d{2}[A-Z]{2})(?<vestiging>\\d{2})?(?![A-Z0-9])";
  const OWN = new RegExp(`(?<![A-Z0-9])(?<kind>R0[1-3])[- ](?<year>\\d{4})-?(?<month>\\d{2})[- ]${BRIN}`);
  const OWN_KIND = /(?<![A-Z0-9])(?<kind>R0[1-3])(?![A-Z0-9])/;
  const MONTHLY = new RegExp(`(?<![A-Z0-9])(?<year>\\d{4})(?<month>\\d{2})(?<kind>A0[45]|A14)I${BRIN}`);
  const ANNUAL = new RegExp(`(?<![A-Z0-9])(?<kind>NRSP|NENR)(?<year>\\d{4})(?<stand>[VD])I${BRIN}`);
  const MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];
  const QUESTIONS = { kind: "soort", school: "school", month: "maand" };

  function inWords(year, month) {
    return month >= 1 && month <= 12 ? `${MONTHS[month - 1]} ${year}` : "";
  }

  function read(name) {
    const base = name.toUpperCase().replace(/\.[^.]*$/, "").replaceAll("_", " ");
    const found = (OWN.exec(base) || MONTHLY.exec(base) || ANNUAL.exec(base) || OWN_KIND.exec(base))?.groups ?? {};
    const school = found.brin ? found.brin + (found.vestiging ?? "") : "";
    if (found.stand) return { kind: found.kind, school, month: `${found.stand === "V" ? "voorlopig" : "definitief"} ${found.year - 1}-${found.year}` };
    let [year, month] = [Number(found.year), Number(found.month)];
    // DUO names a file after the month in which it is delivered.
    if (found.kind?.startsWith("A") && month >= 1) [year, month] = month === 1 ? [year - 1, 12] : [year, month - 1];
    return { kind: found.kind ?? "", school, month: found.month ? inWords(year, month) : "" };
  }

  function isParcel(file) {
    return /\.zip$/i.test(file.name);
  }

  function says(file) {
    if (isParcel(file)) return "Wij lezen de namen van de bestanden in dit zip-bestand.";
    const said = read(file.name);
    const missing = Object.keys(QUESTIONS).filter((key) => !said[key]).map((key) => QUESTIONS[key]);
    const known = [said.kind, said.school, said.month].filter(Boolean).join(" · ");
    if (!missing.length) return known;
    return `${known ? `${known}. ` : ""}Niet in de naam: ${missing.join(", ")}.`;
  }

  function note(list, files) {
    [...files].forEach((file, place) => {
      const line = document.createElement("span");
      line.textContent = says(file);
      line.className = "read";
      list.children[place]?.append(line);
    });
  }

  function ask(form, files) {
    const questions = form.querySelector("[data-ask]");
    const loose = [...files].filter((file) => !isParcel(file)).map((file) => read(file.name));
    const asked = Object.keys(QUESTIONS).filter((key) => loose.some((said) => !said[key]));
    const parcels = loose.length < files.length;
    questions.hidden = !asked.length && !parcels;
    for (const key of Object.keys(QUESTIONS)) {
      const choice = questions.querySelector(`[name=${key}]`);
      choice.parentElement.hidden = !asked.includes(key) && !parcels;
      if (choice.parentElement.hidden) choice.value = "";
      choice.options[0].textContent = asked.includes(key) ? "kies" : "staat in de bestandsnaam";
    }
    const words = asked.map((key) => QUESTIONS[key]).join(", ");
    form.querySelector("[data-asked]").textContent = asked.length ? `Kies nog: ${words}.` : "";
  }

  for (const form of document.querySelectorAll("form[data-upload]")) {
    const input = form.querySelector("input[type=file]");
    if (!form.querySelector("[data-ask]")) continue;
    const refresh = () => {
      note(form.querySelector("[data-files]"), input.files);
      ask(form, input.files);
    };
    input.addEventListener("change", refresh);
    ask(form, input.files);
  }
})();

// The bench by keys: each action is a form, a link or something that opens; a key does what a click on it does.

const bench = document.getElementById("bench");
if (bench) {
  const keys = JSON.parse(bench.dataset.keys);
  const actionOf = Object.fromEntries(Object.entries(keys).map(([action, key]) => [key, action]));
  const rows = [...bench.querySelectorAll(".row")];
  const text = document.getElementById("text");
  const pieces = [...(text?.querySelectorAll("[data-values]") ?? [])];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let chosen = -1;

  if (bench.dataset.active === "yes") document.documentElement.classList.add("keys");

  const numbersOf = (row) => (row?.dataset.words ?? "").split(" ").filter(Boolean);
  const writing = (target) => target.closest?.("input, textarea, select, [contenteditable]");

  function light(row) {
    const numbers = new Set(numbersOf(row));
    const lit = pieces.filter((piece) => {
      const on = piece.dataset.values.split(" ").some((number) => numbers.has(number));
      piece.classList.toggle("on", on);
      return on;
    });
    lit[0]?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  }

  function choose(at, focus = true) {
    if (!rows.length) return;
    chosen = (at + rows.length) % rows.length;
    rows.forEach((row, place) => row.toggleAttribute("data-chosen", place === chosen));
    if (focus) rows[chosen].focus({ preventScroll: false });
    light(rows[chosen]);
  }

  function open(details) {
    bench.querySelectorAll("details[open]").forEach((one) => { if (one !== details && one.closest(".acts, .rows")) one.open = false; });
    details.open = !details.open;
    const first = details.querySelector("input:not([type=hidden]), select, textarea, a");
    (details.open && first ? first : details.querySelector("summary")).focus();
    if (details.open && first?.select && first.type !== "checkbox" && first.type !== "date") first.select();
  }

  function act(action) {
    if (action === "field-next") return choose(chosen + 1);
    if (action === "field-back") return choose(chosen < 0 ? -1 : chosen - 1);
    const ofField = action === "amend" || action === "field-accept";
    if (ofField && chosen < 0) choose(0);
    const found = (ofField ? rows[chosen] : bench).querySelector(`[data-action="${action}"]`);
    if (!found) return;
    if (found.tagName === "FORM") found.requestSubmit();
    else if (found.tagName === "DETAILS") open(found);
    else found.click();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const details = event.target.closest?.("details[open]");
      if (details && bench.contains(details)) {
        details.open = false;
        (details.closest(".row") ?? details.querySelector("summary")).focus();
        event.preventDefault();
      }
      return;
    }
    const held = event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat;
    if (held || event.defaultPrevented || bench.dataset.active !== "yes" || writing(event.target)) return;
    const action = actionOf[event.key];
    if (!action) return;
    event.preventDefault();
    act(action);
  });

  text?.addEventListener("click", (event) => {
    const piece = event.target.closest("[data-values]");
    if (!piece) return;
    const numbers = piece.dataset.values.split(" ");
    const at = rows.findIndex((row, place) => place !== chosen && numbersOf(row).some((number) => numbers.includes(number)));
    const back = rows.findIndex((row) => numbersOf(row).some((number) => numbers.includes(number)));
    if (at < 0 && back < 0) return;
    event.preventDefault();
    choose(at < 0 ? back : at);
  });

  bench.querySelector(".rows")?.addEventListener("click", (event) => {
    const row = event.target.closest(".row");
    if (!row || writing(event.target) || event.target.closest("button, summary")) return;
    if (event.target.closest("a")) event.preventDefault();
    choose(rows.indexOf(row));
  });

  // a field that was just ruled on stays chosen, so that one can go on to the next
  const ruled = new URLSearchParams(location.search).get("ruled");
  let before = null;
  try { before = sessionStorage.getItem("field"); } catch { /* nothing is remembered */ }
  const again = rows.findIndex((row) => row.dataset.field === before);
  if (ruled && again >= 0 && document.querySelector(".ruled")) choose(again, false);
  addEventListener("submit", (event) => {
    const row = event.target.closest?.(".row");
    try { row ? sessionStorage.setItem("field", row.dataset.field) : sessionStorage.removeItem("field"); } catch { /* as above */ }
  });
}

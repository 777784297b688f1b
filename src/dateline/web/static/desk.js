// What every page can do with JavaScript on: change the colours, take a dropped article. Reading needs none of it.

const root = document.documentElement;

function themeButton() {
  const button = document.getElementById("theme");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* holds for this page alone */ }
  });
}

function dropZone() {
  const form = document.getElementById("drop");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const carriesFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  addEventListener("dragover", (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    form.hidden = false;
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) form.hidden = true;
  });
  addEventListener("drop", (event) => {
    if (!carriesFile(event) || event.target.matches?.("input[type=file]")) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
    form.submit();
  });
}

themeButton();
dropZone();

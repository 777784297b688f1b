// Words that are marked in the text fill the form by which an event is added; without JavaScript they are copied there.

const text = document.getElementById("text");
const telling = document.getElementById("telling");
if (text && telling) {
  const words = telling.querySelector("[name=words]");
  const near = telling.querySelector("[name=near]");
  const offer = document.createElement("button");
  offer.type = "button";
  offer.className = "plain from-words";
  offer.textContent = "Add what these words tell";
  offer.hidden = true;
  telling.before(offer);

  function marked() {
    const chosen = getSelection();
    if (!chosen?.rangeCount || chosen.isCollapsed) return null;
    const range = chosen.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const said = range.toString().trim();
    return said ? { said, at: before.toString().length } : null;
  }

  function take() {
    const found = marked();
    offer.hidden = !found;
    if (!found) return;
    words.value = found.said;
    near.value = String(found.at);
  }

  document.addEventListener("selectionchange", take);
  words.addEventListener("input", () => { near.value = ""; });
  offer.addEventListener("mousedown", (event) => event.preventDefault()); // what is marked stays marked
  offer.addEventListener("click", () => {
    telling.open = true;
    telling.querySelector("[name=type]").focus();
    telling.scrollIntoView({ block: "nearest" });
  });
}

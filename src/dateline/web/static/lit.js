// Words lead to their value and values to their words: what anchors do without JavaScript, all at once and both ways.

const text = document.getElementById("text");
const record = document.querySelector(".record");
if (text && record) {
  const pieces = [...text.querySelectorAll("[data-values]")];
  const numbersOf = (piece) => piece.dataset.values.split(" ");
  const valueOf = (number) => record.querySelector(`[data-value="${number}"]`);

  function light(number, scroll) {
    document.querySelectorAll(".on").forEach((one) => one.classList.remove("on"));
    const lit = pieces.filter((piece) => numbersOf(piece).includes(number));
    lit.forEach((piece) => piece.classList.add("on"));
    const value = valueOf(number);
    if (value) {
      value.classList.add("on");
      value.closest("details")?.setAttribute("open", "");
    }
    const target = scroll === "text" ? lit[0] : value;
    target?.scrollIntoView({ block: "nearest", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }

  text.addEventListener("click", (event) => {
    const piece = event.target.closest("[data-values]");
    if (!piece) return;
    event.preventDefault();
    const numbers = numbersOf(piece);
    // clicking the same words again goes on to the next value that they gave
    const at = numbers.findIndex((number) => valueOf(number)?.classList.contains("on"));
    light(numbers[(at + 1) % numbers.length], "value");
  });

  record.addEventListener("click", (event) => {
    const link = event.target.closest("a.value");
    if (!link) return;
    event.preventDefault();
    light(link.closest("[data-value]").dataset.value, "text");
  });

  for (const [place, name] of [[text, "text"], [record, "value"]]) {
    place.addEventListener("mouseover", (event) => {
      const number = name === "value" && event.target.closest("[data-value]")?.dataset.value;
      pieces.forEach((piece) => piece.classList.toggle("near", Boolean(number) && numbersOf(piece).includes(number)));
    });
  }
}

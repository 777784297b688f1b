// The slider of time: who met whom in a part of it. Nothing moves, so that what changes can be seen; the drawing
// itself, and the table, are the server's.

const net = document.getElementById("network");
const time = document.getElementById("time");
const { events, nodes, ties } = JSON.parse(document.getElementById("moving").textContent);
const paths = [...net.querySelectorAll("[data-tie]")];
const dots = [...net.querySelectorAll("[data-node]")];

if (time) slider();
neighbours();

function slider() {
  const [since, until] = [document.getElementById("since"), document.getElementById("until")];
  const [told, narrow, play] = ["window", "narrow", "play"].map((id) => document.getElementById(id));
  const strip = document.getElementById("strip-window");
  const months = Number(time.dataset.months);
  const [year, month] = time.dataset.first.split("-").map(Number);
  const nameOf = (at) => {
    const all = year * 12 + month - 1 + Number(at);
    return `${String(Math.floor(all / 12)).padStart(4, "0")}-${String((all % 12) + 1).padStart(2, "0")}`;
  };
  const many = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;

  function show() {
    const whole = Number(since.value) === 0 && Number(until.value) === months - 1;
    const [first, last] = [nameOf(since.value), nameOf(until.value)];
    // a day is known at least to lie between two: an occasion counts where it may have been under way
    const inTime = events.map((days) => (days ? days[0].slice(0, 7) <= last && days[1].slice(0, 7) >= first : whole));
    const count = (list) => list.filter((number) => inTime[number]).length;
    let pairs = 0;
    for (const path of paths) {
      const met = count(ties[path.dataset.tie][2]);
      pairs += met > 0;
      path.classList.toggle("off", !met);
      path.setAttribute("stroke-width", Math.min(14, 0.4 + Math.sqrt(met)));
    }
    dots.forEach((dot, at) => {
      const met = count(nodes[at]);
      dot.classList.toggle("off", !met);
      dot.querySelector("circle").setAttribute("r", Math.min(22, 3 + 1.3 * Math.sqrt(met)));
    });
    const all = inTime.filter(Boolean).length;
    const undated = events.filter((days) => !days).length;
    const without = !whole && undated ? `; ${many(undated, "occasion")} without a day left out` : "";
    told.value = `${whole ? "All of the time" : `${first} to ${last}`}: ${many(all, "occasion")}, ${many(pairs, "pair")} drawn${without}`;
    since.setAttribute("aria-valuetext", first);
    until.setAttribute("aria-valuetext", last);
    const wide = Number(strip.ownerSVGElement.viewBox.baseVal.width) / months;
    strip.setAttribute("x", since.value * wide);
    strip.setAttribute("width", (until.value - since.value + 1) * wide);
    const address = new URL(narrow.href);
    const [y, m] = last.split("-").map(Number);
    address.searchParams.set("from", `${first}-01`);
    address.searchParams.set("to", `${last}-${String(new Date(Date.UTC(y, m, 0)).getUTCDate()).padStart(2, "0")}`);
    narrow.href = address;
    narrow.hidden = whole;
    history.replaceState(null, "", whole ? location.pathname + location.search : `#${first}..${last}`);
  }

  since.addEventListener("input", () => { until.value = Math.max(until.value, since.value); show(); });
  until.addEventListener("input", () => { since.value = Math.min(until.value, since.value); show(); });

  let running = null;
  const stop = () => { clearInterval(running); running = null; play.setAttribute("aria-pressed", "false"); play.textContent = "Play by years"; };
  play.addEventListener("click", () => {
    if (running) return stop();
    play.setAttribute("aria-pressed", "true");
    play.textContent = "Stop";
    let at = Number(until.value) - Number(since.value) < 12 && Number(until.value) < months - 1 ? Number(since.value) : -12;
    const step = () => {
      at += 12;
      if (at >= months) { since.value = 0; until.value = months - 1; show(); return stop(); }
      since.value = at;
      until.value = Math.min(months - 1, at + 11);
      return show();
    };
    running = setInterval(step, 1200);
    return step();
  });

  const asked = /^#(\d{4})-(\d{2})\.\.(\d{4})-(\d{2})$/.exec(location.hash);
  if (asked) {
    const [a, b, c, d] = asked.slice(1).map(Number);
    since.value = (a - year) * 12 + b - month;
    until.value = (c - year) * 12 + d - month;
  }
  time.hidden = false;
  show();
}

// Whom one met lights up while it is pointed at or has the focus.
function neighbours() {
  const light = (dot) => {
    net.classList.toggle("lit", Boolean(dot));
    [...paths, ...dots].forEach((one) => one.classList.remove("near"));
    if (!dot) return;
    dot.classList.add("near");
    for (const path of paths) {
      const [one, other] = ties[path.dataset.tie];
      const own = Number(dot.dataset.node);
      if (path.classList.contains("off") || (one !== own && other !== own)) continue;
      path.classList.add("near");
      dots[one === own ? other : one].classList.add("near");
    }
  };
  for (const dot of dots) {
    for (const [begin, end] of [["mouseenter", "mouseleave"], ["focus", "blur"]]) {
      dot.addEventListener(begin, () => light(dot));
      dot.addEventListener(end, () => light(null));
    }
  }
}

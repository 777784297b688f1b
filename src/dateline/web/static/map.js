// The map: countries of Natural Earth, and the spots of /map.json, each drawn no finer than it is known. What a report
// places in a country alone shades that country; nothing is ever put in its capital.

const holder = document.getElementById("map");
const colour = (name) => getComputedStyle(holder).getPropertyValue(`--${name}`).trim();
const collection = (features) => ({ type: "FeatureCollection", features });

async function begin() {
  holder.hidden = false;
  const [library, , world, told] = await Promise.all([
    import(holder.dataset.library),
    import(holder.dataset.topojson),
    fetch(holder.dataset.world).then((answer) => answer.json()),
    fetch(holder.dataset.spots, { headers: { accept: "application/json" } }).then((answer) => answer.json()),
  ]);
  const countries = globalThis.topojson.feature(world, world.objects.countries).features.map(unrolled);
  const spots = new Map(told.spots.map((spot) => [spot.key, spot]));
  const placed = features(countries, told.spots);
  const map = new library.Map({
    container: holder,
    style: style(countries, placed),
    bounds: boundsOf(placed),
    fitBoundsOptions: { padding: 50, maxZoom: 5 },
    maxZoom: 9,
    renderWorldCopies: false,
    cooperativeGestures: true,
    pitchWithRotate: false,
    dragRotate: false,
    hash: "at",
    attributionControl: { compact: false, customAttribution: "Natural Earth" },
  });
  map.addControl(new library.NavigationControl({ showCompass: false }));
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  const bubble = new library.Popup({ maxWidth: "22rem", closeOnClick: false });
  const show = (spot, at) => bubble.setLngLat(at).setDOMContent(words(spot)).addTo(map);
  await new Promise((done) => { map.once("load", done); });
  listen(map, spots, show);
  rows(map, spots, placed, show);
  recolour(map);
  document.getElementById("map-legend").hidden = false;
  holder.dataset.drawn = "true"; // for tests: all layers are there
}

// The shapes are of a sphere: a ring that crosses the 180th meridian jumps by 360 degrees there. Here it goes on beyond
// 180, and the library brings what lies beyond to the other side; the one around the pole is closed along the edge.
function unrolled(country) {
  const ring = (points) => {
    let turned = 0;
    const made = points.map(([east, north], at) => {
      const step = at ? east - points[at - 1][0] : 0;
      turned += step > 180 ? -360 : step < -180 ? 360 : 0;
      return [east + turned, north];
    });
    if (turned) made.push([made.at(-1)[0], -90], [made[0][0], -90], made[0]);
    return made;
  };
  const { type, coordinates } = country.geometry;
  const turn = (polygon) => polygon.map(ring);
  const parts = type === "Polygon" ? turn(coordinates) : coordinates.map(turn);
  return { ...country, geometry: { type, coordinates: parts } };
}

// What is drawn of each spot: a point, a frame, or the shape of a country; and where a country's number stands.
function features(countries, spots) {
  const shapes = new Map(countries.map((one) => [one.id ?? one.properties.name, one]));
  const made = { point: [], sea: [], country: [], number: [] };
  for (const spot of spots) {
    const properties = { key: spot.key, events: spot.events };
    if (spot.drawn === "country") {
      const shape = shapes.get(spot.shape);
      if (!shape) continue; // a state too small for this base map: it stands in the table
      made.country.push({ type: "Feature", properties, geometry: shape.geometry });
      made.number.push({ type: "Feature", properties, geometry: { type: "Point", coordinates: middle(shape.geometry) } });
    } else if (spot.geometry) {
      made[spot.drawn].push({ type: "Feature", properties, geometry: spot.geometry });
    }
  }
  return made;
}

// The middle of the largest part of a country, where its number is written.
function middle(geometry) {
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  let best = [0, [0, 0]];
  for (const [ring] of parts) {
    let [area, x, y] = [0, 0, 0];
    ring.forEach(([east, north], at) => {
      const [nextEast, nextNorth] = ring[(at + 1) % ring.length];
      const part = east * nextNorth - nextEast * north;
      area += part;
      x += (east + nextEast) * part;
      y += (north + nextNorth) * part;
    });
    if (Math.abs(area) > best[0]) best = [Math.abs(area), [x / (3 * area), y / (3 * area)]];
  }
  return best[1];
}

function boundsOf(placed) {
  const points = [...placed.point, ...placed.number].map((one) => one.geometry.coordinates);
  for (const { geometry } of placed.sea) if (geometry.type === "Polygon") points.push(...geometry.coordinates[0]);
  if (!points.length) return [[-170, -55], [175, 75]];
  const along = (which) => points.map((point) => point[which]);
  return [[Math.min(...along(0)) - 4, Math.min(...along(1)) - 4], [Math.max(...along(0)) + 4, Math.max(...along(1)) + 4]];
}

function style(countries, placed) {
  const most = Math.max(2, ...placed.country.map((one) => one.properties.events));
  const number = { "text-field": ["to-string", ["get", "events"]], "text-size": 13, "text-font": ["Source Sans"], "text-allow-overlap": true };
  const source = (list) => ({ type: "geojson", data: collection(list) });
  return {
    version: 8,
    sources: {
      world: { type: "geojson", data: collection(countries), tolerance: 0.2 },
      country: source(placed.country), number: source(placed.number), sea: source(placed.sea), point: source(placed.point),
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "world", paint: { "fill-color": colour("land") } },
      { id: "country", type: "fill", source: "country", paint: {
        "fill-color": colour("shade"),
        "fill-opacity": ["interpolate", ["linear"], ["sqrt", ["get", "events"]], 1, 0.2, Math.sqrt(most), 0.52],
      } },
      { id: "borders", type: "line", source: "world", paint: { "line-color": colour("border"), "line-width": 0.7 } },
      { id: "sea", type: "fill", source: "sea", paint: { "fill-color": colour("frame"), "fill-opacity": 0.08 } },
      { id: "sea-edge", type: "line", source: "sea", paint: { "line-color": colour("frame"), "line-width": 1.5, "line-dasharray": [3, 2] } },
      { id: "point", type: "circle", source: "point", layout: { "circle-sort-key": ["-", ["get", "events"]] }, paint: {
        "circle-color": colour("dot"),
        "circle-radius": ["min", 22, ["+", 5, ["*", 2.4, ["sqrt", ["get", "events"]]]]],
        "circle-opacity": 0.88,
        "circle-stroke-color": colour("land"), "circle-stroke-width": 1,
      } },
      { id: "country-number", type: "symbol", source: "number", layout: number, paint: {
        "text-color": colour("label"), "text-halo-color": colour("land"), "text-halo-width": 1.4,
      } },
      { id: "point-number", type: "symbol", source: "point", filter: [">", ["get", "events"], 1], layout: { ...number, "text-allow-overlap": false }, paint: { "text-color": colour("dot-text") } },
    ],
  };
}

// The colours of the page change with its theme, and the map's with them.
function recolour(map) {
  const paint = () => {
    for (const [layer, property, name] of [
      ["water", "background-color", "sea"], ["land", "fill-color", "land"], ["country", "fill-color", "shade"],
      ["borders", "line-color", "border"], ["sea", "fill-color", "frame"], ["sea-edge", "line-color", "frame"],
      ["point", "circle-color", "dot"], ["point", "circle-stroke-color", "land"], ["country-number", "text-color", "label"],
      ["country-number", "text-halo-color", "land"], ["point-number", "text-color", "dot-text"],
    ]) map.setPaintProperty(layer, property, colour(name));
  };
  new MutationObserver(paint).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
}

function listen(map, spots, show) {
  const layers = ["point", "country-number", "sea", "country"];
  const under = (event) => map.queryRenderedFeatures(event.point, { layers })
    .sort((one, other) => layers.indexOf(one.layer.id) - layers.indexOf(other.layer.id))[0];
  map.on("mousemove", (event) => { map.getCanvas().style.cursor = under(event) ? "pointer" : ""; });
  map.on("click", (event) => {
    const found = under(event);
    if (!found) return;
    const at = found.layer.id === "point" ? found.geometry.coordinates : event.lngLat;
    show(spots.get(found.properties.key), at);
  });
}

// Each row of the table leads to its place on the map.
function rows(map, spots, placed, show) {
  const where = new Map([...placed.point, ...placed.number].map((one) => [one.properties.key, one.geometry.coordinates]));
  for (const { properties, geometry } of placed.sea) {
    const ring = (geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates[0])[0];
    where.set(properties.key, [(ring[0][0] + ring[2][0]) / 2, (ring[0][1] + ring[2][1]) / 2]);
  }
  for (const row of document.querySelectorAll("[data-spot]")) {
    const at = where.get(row.dataset.spot);
    if (!at) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain find-it";
    button.textContent = "on the map";
    button.setAttribute("aria-label", `${spots.get(row.dataset.spot).name} on the map`);
    button.addEventListener("click", () => {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      holder.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
      map[calm ? "jumpTo" : "flyTo"]({ center: at, zoom: Math.max(map.getZoom(), 3) });
      show(spots.get(row.dataset.spot), at);
    });
    row.querySelector("th").append(" ", button);
  }
}

// What a bubble says; all of it is text, nothing of it is read as markup.
function words(spot) {
  const made = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text }, more);
  const box = document.createElement("div");
  box.append(made("h3", spot.drawn === "country" ? `${spot.name}, no finer` : spot.name));
  const articles = `${spot.articles} article${spot.articles === 1 ? "" : "s"}`;
  box.append(made("p", `${spot.events} event${spot.events === 1 ? "" : "s"}, told by ${articles}`, { className: "under" }));
  const list = document.createElement("ul");
  for (const event of spot.newest) {
    const line = document.createElement("li");
    line.append(made("span", `${event.when} `, { className: "day" }));
    line.append(made("a", event.text, { href: event.href + holder.dataset.look }), ` ${event.status}`);
    list.append(line);
  }
  if (spot.events > spot.newest.length) list.append(made("li", `and ${spot.events - spot.newest.length} before, in the table`));
  box.append(list);
  return box;
}

begin().catch((fault) => {
  holder.hidden = true;
  const note = document.getElementById("map-fault");
  note.textContent = `This browser cannot draw the map (${String(fault.message ?? fault).slice(0, 120)}). The table has all that it shows.`;
  note.hidden = false;
});

// What is wrong with the page that is open, each fault in a line. Run in the page by the tests; returns a list.
() => {
  const faults = [];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });
  const about = (element) => {
    const names = element.id ? `#${element.id}` : element.className ? `.${element.className}` : "";
    return `<${element.localName}${names}> ${(element.innerText ?? "").trim().slice(0, 30)}`;
  };
  const all = (selector) => [...document.querySelectorAll(selector)];

  // Structure: what screen readers lead by.
  if (all("h1").length !== 1) faults.push(`${all("h1").length} h1`);
  if (document.title.trim().length < 3) faults.push("no title");
  if (!document.documentElement.lang) faults.push("no language");
  for (const landmark of ["header", "nav", "main", "footer"]) {
    if (!all(landmark).length) faults.push(`no ${landmark}`);
  }
  if (all("main").length !== 1) faults.push(`${all("main").length} main`);
  const navigations = all("nav").map((nav) => nav.getAttribute("aria-label") ?? "");
  if (new Set(navigations).size !== navigations.length || navigations.includes("")) {
    faults.push(`navigations called ${navigations}`);
  }
  let level = 1;
  for (const heading of all("h1, h2, h3, h4")) {
    const own = Number(heading.localName[1]);
    if (own > level + 1) faults.push(`from h${level} to ${about(heading)}`);
    level = own;
  }
  const ids = all("[id]").map((element) => element.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) faults.push(`two of id ${id}`);
  for (const element of all("[aria-describedby], [aria-labelledby], label[for], a[href^='#']")) {
    const named = [
      ...(element.getAttribute("aria-describedby") ?? "").split(" "),
      ...(element.getAttribute("aria-labelledby") ?? "").split(" "),
      element.htmlFor ?? "",
      element.localName === "a" ? element.hash.slice(1) : "",
    ];
    for (const id of named) if (id && !document.getElementById(id)) faults.push(`${about(element)} names no ${id}`);
  }

  // Names: everything that one can do something with says what it is.
  for (const input of all("input:not([type=hidden], [hidden]), textarea, select")) {
    const label = [...(input.labels ?? [])].map((one) => one.textContent.trim()).join("");
    if (!label && !input.getAttribute("aria-label")) faults.push(`no label: ${about(input)} ${input.name}`);
  }
  for (const element of all("a[href], button, summary")) {
    const hidden = element.closest("[aria-hidden=true]");
    if (hidden && element.tabIndex >= 0) faults.push(`hidden but reached by Tab: ${about(element)}`);
    if (!hidden && !element.textContent.trim()) faults.push(`no name: ${about(element)}`);
  }
  for (const image of all("img")) if (!image.hasAttribute("alt")) faults.push(`no alt: ${image.src}`);

  // Room: nothing sticks out to the side.
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) {
    const wide = all("body *").filter((element) => shown(element) && element.getBoundingClientRect().right > width + 1);
    faults.push(`scrolls sideways at ${width}: ${wide.slice(-1).map(about)}`);
  }
  // WCAG 2.2, 2.5.8: 24 pixels, but for links within a sentence.
  for (const element of all("button, input:not([type=hidden]), select, nav a, a.button")) {
    const { width, height } = element.getBoundingClientRect();
    if (shown(element) && (width < 20 || height < 20)) faults.push(`small: ${about(element)} ${width}x${height}`);
  }

  // Contrast (WCAG 2.2, 1.4.3), of every text on the colour that lies under it.
  const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = colour;
    pixel.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pixel.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (top, under) => [0, 1, 2].map((at) => top[at] * top[3] + under[at] * (1 - top[3])).concat(1);
  const ground = (element) => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) {
      layers.push(rgba(getComputedStyle(one).backgroundColor));
      if (layers.at(-1)[3] === 1) break;
    }
    return layers.reduceRight((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const light = (colour) => {
    const [red, green, blue] = colour
      .slice(0, 3)
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const check = (element, style, what) => {
    const back = ground(element);
    const [dark, bright] = [light(over(rgba(style.color), back)), light(back)].sort((one, other) => one - other);
    const ratio = (bright + 0.05) / (dark + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) faults.push(`contrast ${ratio.toFixed(2)}: ${what} ${about(element)}`);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || seen.has(element) || !shown(element)) continue;
    seen.add(element);
    check(element, getComputedStyle(element), "text");
  }
  for (const field of all("[placeholder]")) check(field, getComputedStyle(field, "::placeholder"), "placeholder");
  return faults;
}

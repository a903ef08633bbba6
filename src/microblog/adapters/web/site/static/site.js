// Comfort on top of pages that work without it. Nothing here is needed to read or to write.
"use strict";

const language = document.documentElement.lang;

// "3 minutes ago" beside what happened within the last week; the full date stays in the title.
const steps = [
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
];
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });

function showAges() {
  for (const time of document.querySelectorAll(".post-when time")) {
    const seconds = (Date.now() - Date.parse(time.dateTime)) / 1000;
    if (seconds < 0 || seconds > 7 * 86400) continue;
    const [unit, length] = steps.find(([, length]) => seconds >= length) ?? ["second", 60];
    time.title ||= time.textContent;
    time.textContent = relative.format(-Math.floor(seconds / length), unit);
  }
}

showAges();
setInterval(showAges, 60000);

// How many characters are left, counted as the server does: graphemes, a link is 23, a mention has no domain.
const graphemes = new Intl.Segmenter(language, { granularity: "grapheme" });

function lengthOf(text) {
  const counted = text
    .trim()
    .replace(/\bhttps?:\/\/[^\s<>"]+/giu, "x".repeat(23))
    .replace(/(^|[^\w/])@(\w+)@[\w.-]+\w/gu, "$1@$2");
  return [...graphemes.segment(counted)].length;
}

for (const form of document.querySelectorAll("[data-compose]")) {
  const left = form.querySelector("[data-left]");
  const { text, content_warning: warning } = form.elements;
  const count = () => {
    const rest = Number(left.dataset.left) - lengthOf(text.value) - lengthOf(warning.value);
    left.textContent = new Intl.NumberFormat(language).format(rest);
    left.classList.toggle("over", rest < 0);
  };
  form.addEventListener("input", count);
  if (text.value) count();
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  // One writes on after what stands there already, a name that is answered to say; browsers begin before it.
  const toTheEnd = () => text.setSelectionRange(text.value.length, text.value.length);
  if (text === document.activeElement) toTheEnd();
  else text.addEventListener("focus", toTheEnd, { once: true });
}

// What is typed in UTC, by one's own clock.
const ownTime = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "long" });

function showOwnTime(input) {
  const moment = Date.parse(`${input.value}Z`);
  const here = new Date(moment).getTimezoneOffset() === 0 || Number.isNaN(moment) ? "" : ownTime.format(moment);
  input.parentElement.querySelector("[data-local]").textContent = here && `= ${here}`;
}

for (const input of document.querySelectorAll("[data-utc]")) {
  input.addEventListener("input", () => showOwnTime(input));
  showOwnTime(input);
}

// Like, boost and bookmark without leaving the place; when it fails, the form is sent as it would have been.
async function sendDeed(event) {
  const button = event.submitter;
  if (!button?.dataset.deed) return;
  event.preventDefault();
  const form = event.target;
  button.disabled = true;
  try {
    const answer = await fetch(button.formAction, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(new FormData(form)),
    });
    if (answer.status !== 204) throw new Error(String(answer.status));
    turn(button);
  } catch {
    form.action = button.formAction;
    form.submit();
  } finally {
    button.disabled = false;
    button.focus();
  }
}

function turn(button) {
  const { deed } = button.dataset;
  const was = button.getAttribute("aria-pressed") === "true";
  button.setAttribute("aria-pressed", String(!was));
  const path = button.getAttribute("formaction");
  button.setAttribute("formaction", path.slice(0, path.lastIndexOf("/") + 1) + (was ? deed : `un${deed}`));
  const count = button.querySelector("[data-count]");
  if (!count) return;
  const shown = count.textContent.trim();
  if (/^\d*$/.test(shown)) count.textContent = String(Number(shown) + (was ? -1 : 1) || "");
}

for (const form of document.querySelectorAll("[data-deeds]")) form.addEventListener("submit", sendDeed);

// The little menus close as menus do.
function closeMenus(except) {
  for (const menu of document.querySelectorAll(".post-more[open]")) if (menu !== except) menu.open = false;
}

document.addEventListener("click", (event) => closeMenus(event.target.closest?.(".post-more")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelector(".post-more[open] summary")?.focus();
  closeMenus(null);
});

"use strict";

/* Single keys: [data-key="u"], several apart by spaces. The key clicks its element, so a key can do
   nothing that a click cannot. <html data-shortcuts="off"> switches them off (WCAG 2.1.4). */
{
  const REVEAL_GUARD = 250;
  const TYPING = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=button], [type=submit])";
  const NATIVE = "a[href], button, summary, input, [role=button]";
  const NAMES = { " ": "space" };
  let revealedAt = -Infinity;

  function isUsable(element) {
    return !element.closest("[hidden], [inert]") && element.getAttribute("aria-disabled") !== "true";
  }

  function elementFor(key, withShift) {
    const all = [...document.querySelectorAll(`[data-key~="${CSS.escape(key)}"]`)].filter(isUsable);
    // An option of the card comes before a tool that has the same letter; Shift means the tool.
    return all.find((element) => Boolean(element.closest("article")) !== withShift) || all[0];
  }

  function isForUs(event, key) {
    const target = event.target instanceof Element ? event.target : document.body;
    if (document.documentElement.dataset.shortcuts === "off") return false;
    if (event.defaultPrevented || event.repeat || event.isComposing) return false;
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    if (target.closest(TYPING) || document.querySelector("dialog[open]")) return false;
    if ((key === "space" || key === "enter") && target.closest(NATIVE)) return false;
    return !(key === "escape" && document.querySelector("[data-menu][open]"));
  }

  function noteReveal() {
    if (document.querySelector("[data-grade-bar]:not([hidden])")) revealedAt = performance.now();
  }

  document.addEventListener("quizapp:revealed", noteReveal);
  document.addEventListener("htmx:afterSwap", noteReveal);

  document.addEventListener("keydown", (event) => {
    const key = NAMES[event.key] || event.key.toLowerCase();
    if (!isForUs(event, key)) return;
    const element = elementFor(key, event.shiftKey);
    if (!element) return;
    event.preventDefault();
    if (performance.now() - revealedAt < REVEAL_GUARD) return;
    const isControl = element.matches("a, button, label, summary, input");
    const control = isControl ? element : element.querySelector("a[href], button");
    if (control) control.click();
  });
}

"use strict";

/* After a swap: focus goes to [data-focus] of the new content (or to [data-focus-field] where a real
   keyboard is likely), and [data-announce] is said once.  A whole page gets the focus in its field alone. */
{
  const SPEAK_AFTER = 60;
  const hasKeyboard = matchMedia("(hover: hover) and (pointer: fine)");

  function fieldIn(part) {
    return hasKeyboard.matches && part.querySelector("[data-focus-field]");
  }

  function say(text) {
    const status = document.getElementById("status");
    status.textContent = "";
    setTimeout(() => { status.textContent = text; }, SPEAK_AFTER);
  }

  document.addEventListener("quizapp:say", (event) => say(event.detail));

  document.addEventListener("htmx:afterSettle", (event) => {
    const fresh = event.detail.target || event.target;
    const heading = fresh.querySelector("[data-focus]");
    const field = fieldIn(fresh);
    if (heading || field) (field || heading).focus({ preventScroll: true });
    if (heading && heading.dataset.focus === "top") scrollTo(0, 0);
    else if (heading) heading.scrollIntoView({ block: "nearest" });

    const spoken = fresh.querySelector("[data-announce]");
    if (!spoken) return;
    say(spoken.dataset.announce);
    spoken.removeAttribute("data-announce");
  });

  const first = fieldIn(document);
  if (first && !location.hash) first.focus({ preventScroll: true });
}

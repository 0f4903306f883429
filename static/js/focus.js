"use strict";

/* After a swap: focus goes to [data-focus] of the new content (or to [data-focus-field] where a real
   keyboard is likely), and [data-announce] is said once. */
{
  const SPEAK_AFTER = 60;
  const hasKeyboard = matchMedia("(hover: hover) and (pointer: fine)");

  function say(text) {
    const status = document.getElementById("status");
    status.textContent = "";
    setTimeout(() => { status.textContent = text; }, SPEAK_AFTER);
  }

  document.addEventListener("quizapp:say", (event) => say(event.detail));

  document.addEventListener("htmx:afterSettle", (event) => {
    const fresh = event.detail.target || event.target;
    const heading = fresh.querySelector("[data-focus]");
    const field = hasKeyboard.matches && fresh.querySelector("[data-focus-field]");
    if (heading || field) (field || heading).focus({ preventScroll: true });
    if (heading && heading.dataset.focus === "top") scrollTo(0, 0);
    else if (heading) heading.scrollIntoView({ block: "nearest" });

    const spoken = fresh.querySelector("[data-announce]");
    if (!spoken) return;
    say(spoken.dataset.announce);
    spoken.removeAttribute("data-announce");
  });
}

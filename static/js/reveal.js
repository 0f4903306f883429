"use strict";

/* Show the answer of a self-graded card: it is in the page already, so this asks the server nothing. */
{
  const TAP_GUARD = 400;
  let revealedAt = -Infinity;

  function reveal() {
    const answer = document.getElementById("answer");
    if (!answer || !answer.hidden) return;
    answer.hidden = false;
    document.querySelector("[data-reveal-bar]").hidden = true;
    document.querySelector("[data-grade-bar]").hidden = false;
    document.querySelector("[data-card]").removeAttribute("data-card");
    revealedAt = performance.now();
    const heading = answer.querySelector("h2");
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "nearest" });
    document.dispatchEvent(new CustomEvent("quizapp:revealed"));
  }

  function isTapOnCard(event) {
    return event.target.closest("[data-card]")
      && !event.target.closest("a, button, input, textarea, select, label, summary, details")
      && getSelection().isCollapsed;
  }

  document.addEventListener("click", (event) => {
    // The second half of a double tap on "Show answer" must not land on a grade.
    const doubled = event.detail > 1 && performance.now() - revealedAt < TAP_GUARD;
    if (doubled && event.target.closest("[data-grade-bar]")) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (event.target.closest("[data-reveal]")) {
      event.preventDefault();
      reveal();
    } else if (isTapOnCard(event)) {
      reveal();
    }
  }, true);
}

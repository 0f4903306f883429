"use strict";

/* Steps to put in order: [data-order] holds [data-step]s with [data-move="up|down"] buttons and
   [data-grip]s. The hidden inputs travel with their steps, so the form sends the order that is seen. */
{
  let dragged = null;

  function announce(step) {
    const steps = [...step.parentElement.children];
    const text = `Step moved to position ${steps.indexOf(step) + 1} of ${steps.length}`;
    document.dispatchEvent(new CustomEvent("quizapp:say", { detail: text }));
  }

  function refresh(list) {
    for (const step of list.children) {
      for (const button of step.querySelectorAll("[data-move]")) {
        const end = button.dataset.move === "up" ? list.firstElementChild : list.lastElementChild;
        if (step === end) button.setAttribute("aria-disabled", "true");
        else button.removeAttribute("aria-disabled");
      }
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    event.preventDefault();
    const step = button.closest("[data-step]");
    const other = button.dataset.move === "up" ? step.previousElementSibling : step.nextElementSibling;
    if (other) {
      other[button.dataset.move === "up" ? "before" : "after"](step);
      refresh(step.parentElement);
      button.focus();
    }
    announce(step);
  });

  document.addEventListener("pointerdown", (event) => {
    const grip = event.button === 0 && event.target.closest("[data-grip]");
    // A finger on the text scrolls the page; only the handle drags for it.
    if (!grip || (event.pointerType !== "mouse" && grip.dataset.grip !== "touch")) return;
    event.preventDefault();
    dragged = grip.closest("[data-step]");
    dragged.toggleAttribute("data-dragged", true);
    grip.setPointerCapture(event.pointerId);
  });

  document.addEventListener("pointermove", (event) => {
    if (!dragged) return;
    const over = [...dragged.parentElement.children].find((step) => {
      const box = step.getBoundingClientRect();
      return step !== dragged && event.clientY > box.top && event.clientY < box.bottom;
    });
    if (!over) return;
    const box = over.getBoundingClientRect();
    const isAbove = event.clientY < box.top + box.height / 2;
    over[isAbove ? "before" : "after"](dragged);
  });

  function drop() {
    if (!dragged) return;
    dragged.removeAttribute("data-dragged");
    refresh(dragged.parentElement);
    announce(dragged);
    dragged = null;
  }

  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", drop);
}

"use strict";

/* [data-speak] reads the question aloud, or the answer once it is shown; again stops it. */
{
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-speak]") || !window.speechSynthesis) return;
    if (speechSynthesis.speaking) {
      speechSynthesis.cancel();
      return;
    }
    const part = document.querySelector("#answer:not([hidden])") || document.querySelector(".card__question");
    const words = new SpeechSynthesisUtterance(part.innerText);
    words.lang = part.closest("[lang]").lang;
    speechSynthesis.speak(words);
  });

  document.addEventListener("htmx:beforeSwap", () => window.speechSynthesis && speechSynthesis.cancel());
}

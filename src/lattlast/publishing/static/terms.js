/* Explanations: shows what a term means beside it, on hover and on focus; a tap shows it too. It stays while the pointer
 * is on it and goes with Escape (WCAG 1.4.13). Without this script the term's link leads to the word list. */
(() => {
  "use strict";

  const box = document.createElement("div");
  box.className = "explanation";
  box.hidden = true;
  box.setAttribute("aria-hidden", "true"); // the link's description says the same to a screen reader
  document.body.append(box);
  let shown = null;
  let leaving = 0;

  const hide = () => {
    clearTimeout(leaving);
    box.hidden = true;
    shown = null;
  };

  const show = (term) => {
    clearTimeout(leaving);
    if (shown === term) return;
    shown = term;
    box.textContent = document.getElementById(term.getAttribute("aria-describedby")).textContent;
    box.hidden = false;
    const { left, right, top, bottom } = term.getClientRects()[0];
    const width = Math.min(352, document.documentElement.clientWidth - 32);
    const middle = (left + right - width) / 2;
    box.style.inlineSize = `${width}px`;
    box.style.left = `${scrollX + Math.max(16, Math.min(middle, document.documentElement.clientWidth - width - 16))}px`;
    const above = top > box.offsetHeight + 16;
    box.style.top = `${scrollY + (above ? top - box.offsetHeight - 6 : bottom + 6)}px`;
  };

  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(() => shown !== document.activeElement && hide(), 250);
  };

  for (const term of document.querySelectorAll("a.term")) {
    term.addEventListener("mouseenter", () => show(term));
    term.addEventListener("focus", () => show(term));
    term.addEventListener("mouseleave", leave);
    term.addEventListener("blur", hide);
    term.addEventListener("click", (event) => {
      event.preventDefault();
      show(term);
    });
  }
  box.addEventListener("mouseenter", () => clearTimeout(leaving));
  box.addEventListener("mouseleave", leave);
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
})();

// Makes the pages livelier; every one of them works without it.
"use strict";

// a switch says at once what it will do once saved
for (const toggle of document.querySelectorAll("[role=switch]")) {
  toggle.addEventListener("change", () => {
    const word = toggle.parentElement.querySelector("[data-on-off]");
    word.textContent = toggle.checked ? word.dataset.on : word.dataset.off;
    const message = document.querySelector("[data-unsaved]");
    message.textContent = toggle.checked ? toggle.dataset.message : "";
    message.hidden = !toggle.checked;
  });
}

// what becomes of the sending, while she waits
for (const place of document.querySelectorAll("[data-poll]")) {
  const ask = async () => {
    const answer = await fetch(place.dataset.poll, { headers: { Accept: "text/plain" } });
    if (answer.ok) {
      const text = await answer.text();
      const status = place.querySelector("[role=status]");
      if (status.textContent !== text) status.textContent = text;
    }
    if (answer.status !== 401) setTimeout(ask, 2000);
  };
  setTimeout(ask, 1000);
}

// Asks every second whether the list has changed and puts the new one in its place.
const list = document.getElementById("list");
const lost = document.getElementById("lost");
let tag = "";

async function refresh() {
  try {
    const answer = await fetch("/list", { cache: "no-store", headers: tag ? { "If-None-Match": tag } : {} });
    if (answer.status === 200) {
      const open = new Set([...list.querySelectorAll("details[open]")].map((each) => each.dataset.id));
      list.innerHTML = await answer.text();
      tag = answer.headers.get("ETag") || "";
      list.querySelectorAll("details").forEach((each) => { each.open = open.has(each.dataset.id); });
    }
    lost.hidden = true;
  } catch {
    lost.hidden = false;
  }
}

async function keepRefreshing() {
  if (!document.hidden) {
    await refresh();
  }
  setTimeout(keepRefreshing, 1000);
}

document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
keepRefreshing();

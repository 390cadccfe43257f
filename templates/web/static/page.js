// What pages do beside following links and sending forms. Without it all still works, by one button or reload more.
"use strict";

// A part of the page that is still to change asks for itself until it has come to its end.
function live() {
  const part = document.querySelector("[data-live]");
  if (!part) return;
  setTimeout(async () => {
    const opened = [...part.querySelectorAll("details[open] > summary")].map((each) => each.textContent);
    try {
      const fresh = await page(location.pathname + location.search);
      const next = fresh.querySelector("#" + part.id);
      if (next) {
        const at = document.activeElement && part.contains(document.activeElement) ? document.activeElement.textContent : null;
        for (const summary of next.querySelectorAll("summary")) if (opened.includes(summary.textContent)) summary.parentElement.open = true;
        part.replaceWith(next);
        if (at) [...next.querySelectorAll("a, button")].find((each) => each.textContent === at)?.focus();
        const steps = fresh.querySelector(".steps"), title = fresh.querySelector("h1");
        if (steps) document.querySelector(".steps")?.replaceWith(steps);
        if (title && document.querySelector("h1")) document.querySelector("h1").textContent = title.textContent;
        document.title = fresh.title;
      }
    } catch { /* the server is being restarted: asked again */ }
    live();
  }, 800);
}

async function page(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// A form whose outcome is shown beside it asks again at every change.
function swapping(form) {
  let turn = 0;
  const ask = async () => {
    const mine = ++turn, place = document.querySelector(form.dataset.swap);
    place.classList.add("waiting");
    const fields = new URLSearchParams(new FormData(form));
    fields.delete("token");
    const address = form.action + "?" + fields;
    const fresh = await page(address);
    if (mine !== turn) return;
    place.replaceWith(fresh.querySelector(form.dataset.swap));
    history.replaceState(null, "", address);
  };
  form.addEventListener("change", (event) => { if (event.target.name) ask(); });
  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.formMethod === "post") return;
    event.preventDefault();
    ask();
  });
  form.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.type === "search") event.preventDefault(); });
  for (const all of form.querySelectorAll("[data-all]")) {
    all.addEventListener("change", () => {
      const group = all.closest(".group");
      for (const each of group.querySelectorAll("[name]")) if (!each.closest("label").hidden) each.checked = all.checked;
      group.open = true;
      ask();
    });
  }
}

function filtering(list) {
  list.querySelector("[data-find]").addEventListener("input", (event) => {
    const wanted = event.target.value.trim();
    for (const group of list.querySelectorAll(".group")) {
      let any = false;
      for (const label of group.querySelectorAll(":scope > label")) {
        label.hidden = wanted !== "" && !label.textContent.includes(wanted);
        any ||= !label.hidden;
      }
      group.hidden = !any;
      if (wanted) group.open = true;
    }
  });
}

function dropping(form) {
  const file = form.querySelector("input[type=file]");
  for (const kind of ["dragenter", "dragover"]) form.addEventListener(kind, (event) => { event.preventDefault(); form.classList.add("over"); });
  for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => form.classList.remove("over"));
  file.addEventListener("change", () => { if (file.files.length) form.requestSubmit(); });
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    file.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}

// Nothing is sent twice by an impatient second click.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  setTimeout(() => { for (const button of event.target.querySelectorAll("button")) button.disabled = true; }, 0);
});
window.addEventListener("pageshow", () => { for (const button of document.querySelectorAll("button:disabled")) button.disabled = false; });

document.querySelectorAll("form[data-swap]").forEach(swapping);
document.querySelectorAll("[data-filter]").forEach(filtering);
document.querySelectorAll("form[data-drop]").forEach(dropping);
live();

// A click on words from the data tells the cells they come from, and what stands in these.
let asked = 0;
async function tell(address) {
  const mine = ++asked, place = document.querySelector("#cells");
  place.classList.add("waiting");
  let fresh = null;
  try { fresh = (await page(address)).querySelector("#cells, .say"); } catch { /* told below */ }
  if (mine !== asked) return;
  place.classList.remove("waiting");
  if (fresh?.id) place.replaceWith(fresh);
  else place.textContent = fresh ? fresh.textContent : "没有连上，请再点一次。";
}
function pick(spot) {
  const pages = spot.closest("[data-spots]");
  if (!pages || !document.querySelector("#cells")) return;
  for (const each of document.querySelectorAll(".spot.picked")) each.classList.remove("picked");
  spot.classList.add("picked");
  tell(`${pages.dataset.spots}/${spot.dataset.spot}?of=${spot.closest("svg").dataset.of}&standard=${pages.dataset.standard}`);
}
document.addEventListener("click", (event) => {
  const all = event.target.closest?.("a[data-cells]");
  if (all) { event.preventDefault(); tell(all.href); }
});
document.addEventListener("click", (event) => { const spot = event.target.closest?.(".spot"); if (spot) pick(spot); });
document.addEventListener("keydown", (event) => {
  if ((event.key === "Enter" || event.key === " ") && event.target.matches?.(".spot")) { event.preventDefault(); pick(event.target); }
});
for (const place of document.querySelectorAll("[data-move]")) {
  const part = document.querySelector(place.dataset.move);
  if (part) place.replaceWith(part);
}

// The pages follow the wording that is being typed.
function trying(form) {
  const text = form.querySelector("textarea"), state = form.querySelector("#state");
  let timer = 0, turn = 0;
  const ask = async () => {
    const mine = ++turn;
    state.textContent = "正在排版……";
    try {
      const answer = await fetch(form.dataset.try, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin" });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#pages");
      if (mine !== turn) return;
      if (!fresh) { state.textContent = "没有排成，请稍后再试"; return; }
      const box = document.querySelector(".paper"), top = box.scrollTop;
      document.querySelector("#pages").replaceWith(fresh);
      box.scrollTop = top;
      state.textContent = fresh.querySelector("svg") ? "页面已经跟上，还没有保存" : "照这样做不出来，原因见右边";
    } catch { if (mine === turn) state.textContent = "没有连上，请稍后再试"; }
  };
  text.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 350); });
  if (text.value !== text.defaultValue) ask(); // typed before this script had come, or kept by the browser
}
document.querySelectorAll("form[data-try]").forEach(trying);

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());

// The wall's script: one slide at a time, keys and touch, automatic advance, new data by itself.
// Written for the browsers of television sets too: nothing newer than async functions.
(() => {
  "use strict";
  const WIDTH = 1920, HEIGHT = 1080;
  const LOOK_MS = 2500, AFTER_FAULT_MS = 15000, PATIENCE_MS = 8000;
  const IDLE_MS = 3000, SAID_MS = 6000, NUMBER_MS = 3000, TICK_MS = 200;
  const DEFAULT_SECONDS = 20;
  const root = document.documentElement;
  const at = (id) => document.getElementById(id);

  let cells = [];
  let now = 0;

  // --- the stage ---------------------------------------------------------------------------------------------------

  const inMode = (mode) => root.classList.contains(mode);

  function fit() {
    root.classList.toggle("show", !inMode("all"));
    // The bar lies on no slide: while it is shown the slide has the room above it.
    const bar = inMode("show") && !inMode("framed") && isBarShown() ? at("bar").offsetHeight : 0;
    const scale = Math.min(innerWidth / WIDTH, (innerHeight - bar) / HEIGHT);
    root.style.setProperty("--bar", `${bar}px`);
    root.style.setProperty("--k", scale);
    // What is said stays readable on a small window; in the preview it would lie on the mark of samples.
    root.style.setProperty("--stage", inMode("framed") ? scale : Math.max(scale, 0.35));
    const columns = Math.max(2, Math.min(4, Math.floor(innerWidth / 300)));
    root.style.setProperty("--small", (innerWidth - 16 * (columns + 3)) / columns / WIDTH);
    if (at("slides")) at("slides").style.gridTemplateColumns = `repeat(${columns}, max-content)`;
  }

  function isBarShown() {
    return Boolean(at("bar")) && (inMode("awake") || at("bar").contains(document.activeElement));
  }

  function read() {
    cells = Array.from(document.querySelectorAll("#slides > .cell"));
    // Where a slide is only a small picture of itself, its links are none.
    cells.forEach((cell) => { cell.querySelector(".slide").inert = inMode("all") || inMode("framed"); });
  }

  function address(cell) {
    return "#" + encodeURIComponent(cell.dataset.key) + (cell.dataset.part === "1" ? "" : "/" + cell.dataset.part);
  }

  function placeOf(hash) {
    const [key, part] = decode(hash.replace(/^#/, "")).split("/");
    if (/^\d+$/.test(key)) return Math.min(Math.max(Number(key), 1), cells.length) - 1;
    return placeOfKey(key, Number(part) || 1);
  }

  function decode(text) {
    try { return decodeURIComponent(text); } catch (error) { return ""; }
  }

  // The place of a slide by its key; of its last part where it has become shorter; -1 where there is none.
  function placeOfKey(key, part) {
    const own = cells.filter((cell) => cell.dataset.key === key);
    return own.length ? cells.indexOf(own[Math.min(part, own.length) - 1]) : -1;
  }

  function show(place, { quietly = false } = {}) {
    now = Math.min(Math.max(place, 0), cells.length - 1);
    cells.forEach((cell, i) => cell.classList.toggle("now", i === now));
    // Safari allows 100 of these in 30 s, then throws.
    try { history.replaceState(null, "", address(cells[now])); } catch (error) { /* the slide is shown all the same */ }
    if (!quietly) at("said").textContent = [".number", "h2"].map((part) => wordsOf(cells[now], part)).join(": ");
  }

  function wordsOf(cell, part) {
    const found = cell.querySelector(part);
    return found ? found.textContent : "";
  }

  function move(step) {
    holdTimer();
    show(now + step);
  }

  // --- overview, help, full screen ---------------------------------------------------------------------------------

  function overview(open) {
    root.classList.toggle("all", open);
    read();
    fit();
    if (open) cells[now].querySelector(".pick").focus();
    else { if (document.activeElement) document.activeElement.blur(); show(now); }
  }

  function walk(key) {
    const columns = cells.filter((cell) => cell.offsetTop === cells[0].offsetTop).length;
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
    const from = cells.findIndex((cell) => cell.contains(document.activeElement));
    const ends = { Home: 0, End: cells.length - 1 };
    const to = key in ends ? ends[key] : (from < 0 ? now : from) + steps[key];
    if (cells[to]) cells[to].querySelector(".pick").focus();
  }

  let before = null;

  function help(open) {
    at("help").hidden = !open;
    if (open) {
      before = document.activeElement;
      at("help").querySelector("button").focus();
    } else if (before) before.focus();
  }

  function fullScreen() {
    const whole = document.fullscreenElement || document.webkitFullscreenElement;
    const act = whole ? document.exitFullscreen || document.webkitExitFullscreen
      : root.requestFullscreen || root.webkitRequestFullscreen;
    const done = act && act.call(whole ? document : root);
    if (done && done.catch) done.catch(() => {});
  }

  // --- automatic advance -------------------------------------------------------------------------------------------

  let playing = false, seconds = DEFAULT_SECONDS, due = 0, last = 0;

  function play(on) {
    playing = on;
    due = seconds * 1000;
    last = performance.now();
    at("timer").hidden = !on;
    const button = document.querySelector("[data-do=putar]");
    button.setAttribute("aria-pressed", String(on));
  }

  // Somebody moved: the slide they chose stays for one round more.
  function holdTimer() {
    due = seconds * 2000;
  }

  // The slide behind this one; the appendix is only for who asks for it.
  function nextInTurn() {
    const turn = cells.filter((cell) => !("lampiran" in cell.dataset));
    return cells.indexOf(turn[turn.indexOf(cells[now]) + 1] || turn[0]);
  }

  function tick() {
    const moment = performance.now();
    const passed = moment - last;
    last = moment;
    if (!playing || inMode("all") || inMode("blank") || !at("help").hidden || document.hidden) return;
    due -= passed;
    if (due <= 0) {
      due = seconds * 1000;
      show(nextInTurn(), { quietly: true });
    }
    at("timer").style.transform = `scaleX(${Math.min(Math.max(1 - due / (seconds * 1000), 0), 1)})`;
  }

  // --- new data ----------------------------------------------------------------------------------------------------

  let awaySince = null, saidUntil = 0;

  function say(words, ms) {
    const status = at("status");
    if (status.textContent !== words) status.textContent = words;
    status.hidden = !words;
    saidUntil = ms ? performance.now() + ms : 0;
    if (ms) setTimeout(() => { if (saidUntil && performance.now() >= saidUntil - 50) say("", 0); }, ms);
  }

  async function ask(url) {
    const control = typeof AbortController === "function" ? new AbortController() : null;
    const giveUp = control && setTimeout(() => control.abort(), PATIENCE_MS);
    try {
      const answer = await fetch(url, { cache: "no-cache", signal: control ? control.signal : undefined });
      if (!answer.ok) throw new Error(String(answer.status));
      return await answer.text();
    } finally {
      if (giveUp) clearTimeout(giveUp);
    }
  }

  async function look() {
    let pause = LOOK_MS;
    try {
      const found = JSON.parse(await ask("layar/versi"));
      if (`${found.versi}|${found.hari}` !== root.dataset.versi) {
        pause = AFTER_FAULT_MS;
        take(await ask(location.pathname + location.search));
        pause = LOOK_MS;
      }
      if (awaySince) {
        awaySince = null;
        if (!saidUntil) say("", 0);
      }
    } catch (error) {
      awaySince = awaySince || new Date();
      const clock = [awaySince.getHours(), awaySince.getMinutes()].map((n) => String(n).padStart(2, "0")).join(".");
      say(`Sambungan terputus sejak ${clock}. Yang tampak: keadaan terakhir.`, 0);
    }
    setTimeout(look, pause);
  }

  // The slides of a newer document in the place of ours; the slide by its key stays, and so does the timer.
  function take(text) {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const slides = fresh.getElementById("slides");
    if (!slides || !slides.children.length) throw new Error("no slides");
    const script = (page) => page.querySelector("script[src]").getAttribute("src");
    // A newer program has another script.
    if (script(fresh) !== script(document)) return location.reload();
    const { key, part } = cells[now].dataset;
    const isNews = fresh.documentElement.dataset.versi.split("|")[0] !== root.dataset.versi.split("|")[0];
    at("slides").innerHTML = slides.innerHTML;
    document.title = fresh.title;
    document.querySelector("h1").textContent = fresh.querySelector("h1").textContent;
    root.dataset.versi = fresh.documentElement.dataset.versi;
    root.dataset.tema = fresh.documentElement.dataset.tema;
    read();
    const place = placeOfKey(key, Number(part));
    show(place >= 0 ? place : Math.min(now, cells.length - 1), { quietly: true });
    if (inMode("all")) cells[now].querySelector(".pick").focus();
    if (isNews) say("Data diperbarui", SAID_MS);
  }

  async function swapTheme() {
    const query = new URLSearchParams(location.search);
    query.set("tema", root.dataset.tema === "gelap" ? "terang" : "gelap");
    const url = `${location.pathname}?${query}`;
    try {
      const text = await ask(url);
      history.replaceState(null, "", url + location.hash);
      take(text);
    } catch (error) { /* without the server the colours stay */ }
  }

  async function keepAwake() {
    if (!navigator.wakeLock || document.hidden) return;
    try { await navigator.wakeLock.request("screen"); } catch (error) { /* not allowed: the screen may go dark */ }
  }

  // --- keys, buttons, touch ----------------------------------------------------------------------------------------

  let typed = "", typedTimer = 0;

  function type(digit) {
    typed = (typed + digit).slice(-3);
    at("jump").textContent = typed;
    at("jump").hidden = !typed;
    clearTimeout(typedTimer);
    if (typed) typedTimer = setTimeout(() => { typed = ""; type(""); }, NUMBER_MS);
  }

  function jump() {
    const number = Number(typed);
    typed = "";
    type("");
    holdTimer();
    show(Math.min(Math.max(number, 1), cells.length) - 1);
  }

  const DO = {
    sebelum: () => move(-1),
    berikut: () => move(1),
    penuh: fullScreen,
    semua: () => overview(!inMode("all")),
    putar: () => play(!playing),
    bantuan: () => help(at("help").hidden),
    gelap: () => root.classList.toggle("blank"),
    tema: swapTheme,
  };
  const KEYS = {
    ArrowRight: DO.berikut, ArrowDown: DO.berikut, " ": DO.berikut, PageDown: DO.berikut, Enter: DO.berikut,
    ArrowLeft: DO.sebelum, ArrowUp: DO.sebelum, Backspace: DO.sebelum, PageUp: DO.sebelum,
    Home: () => move(-cells.length), End: () => move(cells.length),
    f: DO.penuh, o: DO.semua, p: DO.putar, s: DO.tema, b: DO.gelap, ".": DO.gelap, "?": DO.bantuan, Escape: DO.semua,
  };

  function onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (inMode("blank")) { root.classList.remove("blank"); event.preventDefault(); return; }
    if (!at("help").hidden) {
      if (key === "Escape" || key === "?") { help(false); event.preventDefault(); }
      if (key === "Tab") event.preventDefault();
      return;
    }
    if (/^\d$/.test(key)) { type(key); return; }
    if (typed && key === "Escape") { typed = ""; type(""); return; }
    if (typed && key === "Enter") {
      if (inMode("all")) overview(false);
      jump();
      event.preventDefault();
      return;
    }
    const onButton = event.target.closest && event.target.closest("button, a");
    if (onButton && (key === "Enter" || key === " ")) return;
    if (inMode("all") && /^(Arrow|Home|End)/.test(key)) { walk(key); event.preventDefault(); return; }
    if (inMode("all") && !/^[a-z?]$|Escape/.test(key)) return;
    if (KEYS[key]) { KEYS[key](); event.preventDefault(); }
  }

  function onClick(event) {
    wake();
    const button = event.target.closest("[data-do]");
    if (button) {
      DO[button.dataset.do]();
      // A click leaves no focus behind, or the next press of a clicker would press the button again.
      if (event.detail && at("help").hidden && !inMode("all")) button.blur();
      return;
    }
    const picked = event.target.closest(".pick");
    if (picked) {
      holdTimer();
      now = cells.indexOf(picked.parentElement);
      overview(false);
      return;
    }
    if (inMode("blank")) { root.classList.remove("blank"); return; }
    if (event.target.closest("a, #bar, #help") || !inMode("show") || String(getSelection())) return;
    move(event.clientX < innerWidth * 0.35 ? -1 : 1);
  }

  let idleTimer = 0, touch = null;

  function wake() {
    const wasAwake = inMode("awake");
    root.classList.add("awake");
    root.classList.remove("idle");
    if (!wasAwake) fit();
    clearTimeout(idleTimer);
    idleTimer = setTimeout(() => {
      root.classList.remove("awake");
      root.classList.add("idle");
      fit();
    }, IDLE_MS);
  }

  function onTouchEnd(event) {
    if (!touch || event.changedTouches.length !== 1 || !inMode("show")) return;
    const way = event.changedTouches[0].clientX - touch.clientX;
    const off = Math.abs(event.changedTouches[0].clientY - touch.clientY);
    touch = null;
    if (Math.abs(way) < 50 || off > Math.abs(way)) return;
    event.preventDefault();
    move(way < 0 ? 1 : -1);
  }

  // --- start -------------------------------------------------------------------------------------------------------

  function start() {
    read();
    fit();
    show(Math.max(location.hash ? placeOf(location.hash) : 0, 0), { quietly: true });
    const asked = Number(root.dataset.putar);
    seconds = asked || DEFAULT_SECONDS;
    play(Boolean(asked));
    setInterval(tick, TICK_MS);
    setTimeout(look, LOOK_MS);
    keepAwake();
    wake();
    addEventListener("resize", fit);
    at("bar").addEventListener("focusin", fit);
    at("bar").addEventListener("focusout", () => setTimeout(fit));
    addEventListener("hashchange", () => { const place = placeOf(location.hash); if (place >= 0) show(place); });
    addEventListener("visibilitychange", keepAwake);
    addEventListener("keydown", onKey);
    addEventListener("click", onClick);
    addEventListener("mousemove", wake);
    addEventListener("touchstart", (event) => { touch = event.touches.length === 1 ? event.touches[0] : null; }, { passive: true });
    addEventListener("touchend", onTouchEnd, { passive: false });
  }

  root.classList.add("js");
  // Within the page Rapat it is a look at the slides: no bar lies on them.
  if (window.self !== window.top) root.classList.add("framed");
  fit();
  document.addEventListener("DOMContentLoaded", start);
})();

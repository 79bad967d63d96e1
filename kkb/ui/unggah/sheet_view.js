// The sheet under review. Everything from a file becomes text (textContent, value), never markup.

const PATIENCE_MS = 20000;
const WEIGHTS = ["question", "error", "warning", "info"];
const LINK = "#sel="; // an address in the words of the page: file/sheet!cell
let latest = null; // the view that such a link leads into
const memory = new WeakMap(); // parent element → what is shown and chosen, kept while the page draws anew

const make = (tag, name, text) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  return element;
};
const count = (n) => n.toLocaleString("id-ID");

class SheetView {
  constructor(root) {
    this.root = root;
    const find = (name) => root.querySelector(name);
    this.frame = find(".frame");
    this.select = find("select");
    this.counter = find(".count");
    this.table = find("table");
    this.detail = find(".detail");
    this.note = find(".note");
    this.side = find(".side");
    [this.titleProblems, this.titleMends] = root.querySelectorAll(".side h3");
    this.problemList = find("ol");
    this.mendList = find("ul");
    this.sheet = 0;
    this.ref = null; // the cell chosen
    this.row = null; // its row: of a cell that fills several rows, the one it was chosen in
    this.done = []; // what was there before each mend, to be undone
    this.open = null; // whether the sheet is shown beside the findings
    this.unfolded = new Set(); // the lines of equal findings that are opened to their cells
    this.waiting = null; // the cell whose change is on its way
    this.timer = null;
    this.later = null; // what arrived while a value was being typed
    this.select.onchange = () => { this.sheet = Number(this.select.value); this.ref = null; this.draw(); };
    this.opener = find(".opener");
    this.opener.onclick = () => { this.open = !this.open; this.draw(); };
    this.undoer = find(".undo");
    this.undoer.onclick = () => this.undo();
    find(".back").onclick = () => this.step(-1);
    find(".next").onclick = () => this.step(1);
    this.table.onkeydown = (event) => this.onKey(event);
    this.table.onclick = (event) => this.onClick(event);
    this.table.ondblclick = () => this.edit();
    root.addEventListener("keydown", (event) => {
      if (event.key === "F8") { event.preventDefault(); this.step(event.shiftKey ? -1 : 1); }
      if (event.key === "z" && (event.ctrlKey || event.metaKey) && this.done.length) { event.preventDefault(); this.undo(); }
    });
  }

  update(data, send) {
    const same = JSON.stringify(data) === this.received;
    this.send = send;
    // A colleague's change waits while a value is being typed.
    this.later = !same && this.editing ? data : null;
    if (same || this.later) return;
    this.received = JSON.stringify(data);
    const hadFocus = this.table.contains(this.root.activeElement ?? document.activeElement) ||
      this.detail.contains(this.root.activeElement ?? document.activeElement) || this.waiting !== null;
    clearTimeout(this.timer);
    const changed = this.waiting !== null;
    this.waiting = null;
    const before = this.faults();
    this.data = data;
    this.open ??= data.open;
    if (data.open) this.open = true;
    this.byCell = new Map();
    for (const problem of data.problems) {
      if (problem.sheet === null) continue;
      const key = `${problem.sheet}|${problem.ref}`;
      this.byCell.set(key, [...(this.byCell.get(key) ?? []), problem]);
    }
    if (!data.sheets[this.sheet]) this.sheet = 0;
    if (this.ref === null) {
      const first = data.problems.find((problem) => problem.sheet !== null);
      if (first) { this.sheet = first.sheet; this.ref = first.ref; }
    }
    this.draw();
    const cell = this.cellOf(this.ref);
    if (hadFocus && cell) cell.focus({ preventScroll: true });
    if (cell) this.reveal(cell);
    if (!changed) return;
    const after = this.faults();
    if (after > before) {
      this.tell(`Tercatat, tetapi yang salah bertambah dari ${count(before)} menjadi ${count(after)}. Tekan Urungkan ` +
        "bila bukan itu maksudnya.");
    } else if (this.ref !== null && !this.problemsOf(this.ref).length) this.tell("Tercatat. ");
  }

  faults() { return (this.data?.counts.error ?? 0) + (this.data?.counts.question ?? 0); }

  // --- drawing ---

  draw() {
    const dark = getComputedStyle(this.frame).getPropertyValue("--st-background-color").trim().toLowerCase();
    this.frame.classList.toggle("dark", isDark(dark));
    this.frame.classList.toggle("closed", !this.open);
    this.opener.textContent = this.open ? "Sembunyikan lembar" : "Tampilkan lembar";
    this.opener.hidden = this.data.open || this.data.sheets.length === 0;
    this.drawBar();
    this.drawTable();
    this.drawLists();
    this.drawDetail();
  }

  drawBar() {
    const { sheets, problems } = this.data;
    this.select.replaceChildren(...sheets.map((sheet, index) => {
      const found = problems.filter((problem) => problem.sheet === index).length;
      const option = make("option", "", found ? `${sheet.label} (${count(found)} temuan)` : sheet.label);
      option.value = String(index);
      return option;
    }));
    this.select.value = String(this.sheet);
    this.select.hidden = sheets.length < 2;
    const of = (weight) => this.data.counts[weight] ?? 0;
    const words = [[of("question"), "pertanyaan"], [of("error"), "salah"], [of("warning"), "perhatian"],
      [of("info"), "catatan"], [this.data.mends.length, "diperbaiki"]];
    this.counter.textContent = words.filter(([n]) => n).map(([n, word]) => `${count(n)} ${word}`).join(" · ");
    this.root.querySelector(".steps").hidden = this.stops().length === 0;
    this.undoer.hidden = this.done.length === 0;
  }

  drawTable() {
    const sheet = this.data.sheets[this.sheet];
    const [head, body] = [this.table.tHead, this.table.tBodies[0]];
    if (!sheet) { head.replaceChildren(); body.replaceChildren(); return; }
    const line = make("tr");
    line.append(header("Baris"));
    for (const column of sheet.columns) {
      const cell = header("");
      if (column.field === "desa") cell.classList.add("pinned");
      if (column.letter) cell.append(make("small", "", column.letter));
      cell.append(column.header);
      line.append(cell);
    }
    head.replaceChildren(line);
    this.table.setAttribute("aria-rowcount", String(sheet.row_count + 1));
    body.replaceChildren(...sheet.rows.map((row) => this.drawRow(sheet, row)));
    this.note.textContent = sheet.rows.length < sheet.row_count
      ? `Ditampilkan ${count(sheet.rows.length)} dari ${count(sheet.row_count)} baris: yang ada temuannya dan ` +
        "sekitarnya, lalu dari atas. Yang lain tetap diperiksa." : "";
    const chosen = this.cellOf(this.ref) ?? body.querySelector("td");
    if (chosen) { chosen.tabIndex = 0; if (this.ref !== null) chosen.setAttribute("aria-selected", "true"); }
  }

  drawRow(sheet, row) {
    const line = make("tr", row.total ? "total" : row.skipped ? "skipped" : "");
    line.dataset.row = String(row.row);
    const number = make("th", "", String(row.row));
    number.scope = "row";
    line.append(number);
    row.cells.forEach((cell, index) => {
      const box = make("td");
      box.setAttribute("role", "gridcell");
      if (sheet.columns[index].field === "desa") box.classList.add("pinned");
      box.tabIndex = -1;
      if (cell) {
        box.dataset.ref = cell.ref;
        box.held = cell;
        box.dataset.field = sheet.columns[index].field;
        if (cell.carried) box.classList.add("carried");
        this.fill(box, cell);
      }
      line.append(box);
    });
    return line;
  }

  fill(box, cell) {
    const problems = this.problemsOf(cell.ref);
    const weight = WEIGHTS.find((one) => problems.some((problem) => problem.weight === one));
    const mended = cell.old !== undefined;
    if (weight && weight !== "info") box.classList.add(weight);
    if (mended) box.classList.add("mended");
    box.replaceChildren();
    if (mended) box.append(make("s", "", cell.old || "kosong"), " → ");
    box.append(cell.text === "" ? (mended ? "kosong" : "\u00a0") : cell.text);
    if (weight === "error") box.setAttribute("aria-invalid", "true");
    const said = problems.map((problem) => `${problem.word}. ${problem.message}`);
    if (mended) said.unshift(`Diperbaiki: ${cell.old || "kosong"} menjadi ${cell.text || "kosong"}.`);
    if (said.length) {
      box.title = said.join("\n");
      box.setAttribute("aria-label", `${cell.text || "kosong"}. ${said.join(" ")}`);
    }
  }

  drawLists() {
    const { problems, mends } = this.data;
    const list = [], inside = new Map(); // group → the list of its findings
    for (const problem of problems) {
      const item = this.drawProblem(problem);
      if (problem.group === null) { list.push(item); continue; }
      if (!inside.has(problem.group)) {
        inside.set(problem.group, make("ol"));
        list.push(this.drawGroup(problem, inside.get(problem.group)));
      }
      inside.get(problem.group).append(item);
    }
    if (this.data.problems_left_off) list.push(make("li", "", `dan ${count(this.data.problems_left_off)} temuan lain`));
    this.problemList.replaceChildren(...list);
    this.titleProblems.textContent = problems.length ? "Yang ditemukan" : "Tidak ada masalah";
    this.titleMends.textContent = "Sudah diperbaiki";
    this.titleMends.hidden = mends.length === 0;
    this.mendList.replaceChildren(...mends.map((mend) => {
      const item = make("li");
      const jump = make("button", "jump");
      jump.type = "button";
      jump.append(make("b", "", mend.place), make("span", "", `${mend.old || "kosong"} → ${mend.new || "kosong"}`));
      jump.onclick = () => this.go(mend);
      const back = this.act("Kembalikan", "small", () => { this.go(mend); this.write(mend.at, null); });
      back.ariaLabel = `Kembalikan, ${mend.place}`;
      item.append(jump, back);
      return item;
    }));
    this.markHere();
  }

  drawProblem(problem) {
    const item = make("li", problem.weight);
    const text = make("span", "", problem.message);
    if (problem.sheet === null) item.append(make("b", "", problem.word), text);
    else {
      const jump = make("button", "jump");
      jump.type = "button";
      jump.append(make("b", "", problem.word), text);
      jump.onclick = () => this.go(problem);
      item.append(jump);
      for (const fix of this.fixes(problem)) {
        item.append(this.act(fix.label, "small", () => { this.go(problem); this.write(fix.at, problem.suggestion); }));
      }
      item.dataset.place = `${problem.sheet}|${problem.ref}`;
    }
    if (problem.where) text.after(make("small", "", problem.where));
    return item;
  }

  // One line for equal findings of a column, which opens to them.
  drawGroup(first, cells) {
    const item = make("li", first.weight), fold = make("details"), line = make("summary");
    line.append(make("b", "", first.word), make("span", "", this.data.groups[first.group]));
    if (first.where) line.append(make("small", "", first.where));
    fold.open = this.unfolded.has(first.group);
    fold.ontoggle = () => this.unfolded[fold.open ? "add" : "delete"](first.group);
    fold.append(line, cells);
    item.append(fold);
    return item;
  }

  markHere() {
    for (const item of this.problemList.querySelectorAll("li")) {
      const place = `${this.sheet}|${this.ref}`, inside = [item, ...item.querySelectorAll("li")];
      const here = this.ref !== null && inside.some((one) => one.dataset.place === place);
      item.classList.toggle("here", here);
      item.querySelector(":scope > .jump")?.setAttribute("aria-current", String(here));
    }
  }

  drawDetail() {
    this.detail.replaceChildren();
    const cell = this.dataOf(this.ref);
    if (!cell) {
      this.detail.append(make("p", "", "Pilih satu sel untuk melihat keterangannya. Ketuk dua kali, atau tekan Enter, " +
        "untuk mengubah isinya; berkas Anda sendiri tidak berubah."));
      return;
    }
    const problems = this.problemsOf(this.ref);
    const line = make("p");
    const desa = this.desaBeside(this.ref);
    line.append(make("b", "", desa ? `${this.ref} · ${desa}: ` : `${this.ref}: `), cell.text || "kosong");
    if (cell.old !== undefined) line.append(` (di berkas: ${cell.old || "kosong"})`);
    this.detail.append(line, ...problems.map((problem) => make("p", "", `${problem.word}. ${problem.message}`)));
    const row = this.rowHere(), actions = make("div", "actions");
    if (row?.skipped) {
      this.detail.append(make("p", "", `Baris ${row.row} dilewati: tidak ikut diperiksa dan tidak disimpan.`));
      actions.append(this.act("Masukkan lagi", "", () => this.write(row.at, null)));
    } else if (this.mayMend(this.ref)) {
      if (cell.reach) this.detail.append(make("p", "", `Isi sel ini berlaku untuk ${count(cell.reach)} baris.`));
      for (const problem of problems) {
        for (const fix of this.fixes(problem, this.row)) {
          actions.append(this.act(fix.label, "main", () => this.write(fix.at, problem.suggestion)));
        }
      }
      actions.append(this.act(cell.reach ? `Ubah ${count(cell.reach)} baris` : "Ubah isi sel", "", () => this.edit()));
      if (cell.alone) actions.append(this.act("Ubah baris ini saja", "", () => this.edit(cell.alone)));
      if (cell.old !== undefined) actions.append(this.act("Kembalikan", "", () => this.write(cell.at, null)));
      if (row) actions.append(this.act("Lewati baris ini", "", () => this.write(row.at, this.data.skip)));
    }
    // Several cells have presses of the same words.
    for (const press of actions.children) press.ariaLabel = `${press.textContent}, ${this.ref}${desa ? ` ${desa}` : ""}`;
    this.detail.append(actions);
  }

  // The presses that write the suggestion of a finding: into all rows that its cell fills, or into one row alone.
  fixes(problem, number = null) {
    const text = problem.suggestion, sheet = this.data.sheets[problem.sheet];
    if (!text || !sheet) return [];
    const has = (row) => !row.total && row.cells.some((cell) => cell?.ref === problem.ref);
    const row = sheet.rows.find((one) => String(one.row) === number && has(one)) ?? sheet.rows.find(has);
    const at = problem.field ? sheet.columns.findIndex((column) => column.field === problem.field)
      : row?.cells.findIndex((cell) => cell?.ref === problem.ref);
    const cell = row?.cells[at];
    if (!cell || cell.text === text) return [];
    const words = problem.field ? `Tulis "${text}" di kolom ${sheet.columns[at].header}` : `Pakai "${text}"`;
    const one = { label: cell.reach ? `${words}, baris ini saja` : words, at: cell.reach ? cell.alone : cell.at };
    const all = { label: `${words} untuk ${count(cell.reach ?? 1)} baris`, at: cell.at };
    return (!cell.reach || problem.field ? [one] : [all, one]).filter((fix) => fix.at);
  }

  rowHere() {
    return this.data.sheets[this.sheet]?.rows.find((row) => String(row.row) === this.row && !row.total) ?? null;
  }

  act(label, name, action) {
    const button = make("button", name, label);
    button.type = "button";
    button.onclick = action;
    return button;
  }

  tell(words) { this.detail.prepend(make("p", "", words)); }

  // --- choosing ---

  go(place) {
    this.row = null;
    if (place.sheet !== this.sheet || !this.open) {
      [this.sheet, this.ref, this.open] = [place.sheet, place.ref, true];
      this.draw();
    }
    const cell = this.cellOf(place.ref);
    if (cell) { this.choose(cell); cell.focus({ preventScroll: true }); this.reveal(cell, true); }
  }

  // To a cell that the page names in words, ready to be typed in.
  lead(address) {
    const [, file, sheet, ref] = /^(\d+)\/(.*)!([^!]*)$/s.exec(address) ?? [];
    const holds = (one) => one.rows.some((row) => row.cells.some((cell) => cell?.ref === ref));
    const index = this.data.sheets.findIndex((one) => String(one.file) === file && one.sheet === sheet && holds(one));
    if (index < 0) return;
    this.go({ sheet: index, ref });
    this.edit();
  }

  choose(cell) {
    if (!cell?.dataset.ref) return;
    for (const old of this.table.querySelectorAll("td[tabindex='0'], td[aria-selected]")) {
      old.tabIndex = -1;
      old.removeAttribute("aria-selected");
    }
    this.ref = cell.dataset.ref;
    this.row = cell.parentElement.dataset.row;
    cell.tabIndex = 0;
    cell.setAttribute("aria-selected", "true");
    this.drawDetail();
    this.markHere();
  }

  // Inside its own frame; the page itself moves only if the table is out of sight.
  reveal(cell, page = false) {
    const box = cell.closest(".scroll"), [at, frame] = [cell.getBoundingClientRect(), box.getBoundingClientRect()];
    if (at.top < frame.top + 60 || at.bottom > frame.bottom) box.scrollTop += at.top - frame.top - frame.height / 2;
    // Row number and desa stay at the left edge, over what is scrolled under them.
    const [number, pinned] = [cell.parentElement.querySelector("th"), cell.parentElement.querySelector(".pinned")];
    // While it is typed in, the desa's own cell stands in its place.
    const held = cell === pinned && !cell.querySelector(".edit");
    const edge = frame.left + number.offsetWidth + (cell === pinned ? 0 : pinned?.offsetWidth ?? 0);
    // No further than needed: the status often stands between the desa and the cell.
    if (!held && at.left < edge) box.scrollLeft -= edge + 10 - at.left;
    else if (!held && at.right > frame.right) {
      box.scrollLeft += Math.min(at.right + 20 - frame.right, at.left - edge - 10);
    }
    if (!page) return;
    // With what is said of the cell below it; nearest leaves out what is covered at the edges of the window.
    for (const part of [box.parentElement, cell]) part.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  stops() { return this.data.problems.filter((problem) => problem.sheet !== null && this.isDrawn(problem)); }

  isDrawn(problem) {
    return this.data.sheets[problem.sheet].rows.some((row) => row.cells.some((cell) => cell?.ref === problem.ref));
  }

  step(way) {
    const places = [];
    for (const stop of this.stops()) {
      if (!places.some((one) => one.sheet === stop.sheet && one.ref === stop.ref)) places.push(stop);
    }
    if (!places.length) return;
    const here = places.findIndex((one) => one.sheet === this.sheet && one.ref === this.ref);
    const next = here < 0 ? (way > 0 ? 0 : places.length - 1) : (here + way + places.length) % places.length;
    this.go(places[next]);
  }

  onClick(event) {
    const cell = event.target.closest("td");
    if (!cell || cell.querySelector(".edit")) return;
    this.choose(cell);
    cell.focus({ preventScroll: true });
  }

  onKey(event) {
    const cell = event.target.closest("td");
    if (!cell || event.target !== cell) return;
    const row = cell.parentElement, at = [...row.cells].indexOf(cell);
    const target = {
      ArrowLeft: () => row.cells[at - 1], ArrowRight: () => row.cells[at + 1],
      ArrowUp: () => row.previousElementSibling?.cells[at], ArrowDown: () => row.nextElementSibling?.cells[at],
      Home: () => row.cells[1], End: () => row.cells[row.cells.length - 1],
    }[event.key]?.();
    if (target && target.tagName === "TD") {
      event.preventDefault();
      this.choose(target);
      target.focus({ preventScroll: true });
      this.reveal(target);
    } else if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      this.edit();
    }
  }

  // --- mending ---

  edit(at = null) {
    const cell = this.cellOf(this.ref), held = this.dataOf(this.ref);
    if (!cell || !held || this.waiting !== null || !this.mayMend(this.ref)) return;
    if (cell.querySelector(".edit")) return;
    const words = this.data.choices[cell.dataset.field];
    const form = make("form", "edit");
    let field;
    if (words) {
      field = make("select");
      for (const word of words.includes(held.text) ? words : [held.text, ...words]) {
        const option = make("option", "", word || "(kosong)");
        option.value = word;
        field.append(option);
      }
    } else {
      field = make("input");
      field.maxLength = 500;
    }
    field.value = held.text;
    field.setAttribute("aria-label", `Isi baru sel ${this.ref}`);
    const save = this.act("Pakai", "main", undefined);
    save.type = "submit";
    form.append(field, save, this.act("Batal", "", () => this.leave()));
    form.onsubmit = (event) => { event.preventDefault(); this.change(field.value, at); };
    form.onkeydown = (event) => {
      event.stopPropagation();
      if (event.key === "Escape") { event.preventDefault(); this.leave(); }
      // A list takes Enter for itself.
      if (event.key === "Enter" && event.target === field && words) { event.preventDefault(); this.change(field.value, at); }
    };
    cell.replaceChildren(form);
    this.reveal(cell);
    field.focus();
    field.select?.();
  }

  get editing() { return this.waiting === null && this.table.querySelector(".edit") !== null; }

  leave() {
    const ref = this.ref;
    this.drawTable();
    if (this.later) this.update(this.later, this.send);
    this.cellOf(ref)?.focus({ preventScroll: true });
  }

  change(text, at) {
    const held = this.dataOf(this.ref), value = text.trim();
    if (!held) return;
    if (value === held.text) { this.leave(); return; }
    this.write(at ?? held.at, value === (held.old ?? held.text) ? null : value);
  }

  undo() {
    const last = this.done.at(-1);
    if (!last || this.waiting !== null) return;
    this.go(last);
    this.write(last.at, last.text, true);
  }

  // Asks the program to put a text at an address; null takes the mend back.
  write(at, text, isUndo = false) {
    if (this.waiting !== null) return;
    const rows = this.data.sheets[this.sheet].rows, known = this.data.mends;
    const before = rows.some((row) => row.at === at && row.skipped) ? this.data.skip
      : known.find((mend) => mend.sheet === this.sheet && mend.at === at)?.new ?? null;
    if (isUndo) this.done.pop();
    else this.done.push({ sheet: this.sheet, ref: this.ref, at, text: before });
    const cell = this.cellOf(this.ref);
    this.waiting = this.ref;
    this.send({ sheet: this.sheet, ref: at, text, seen: before });
    if (cell) {
      cell.classList.add("waiting");
      cell.setAttribute("aria-busy", "true");
      cell.focus({ preventScroll: true });
    }
    this.detail.replaceChildren(make("p", "", "Mencatat dan memeriksa lagi …"));
    this.timer = setTimeout(() => {
      this.waiting = null;
      this.draw();
      this.tell("Belum tercatat. Periksa sambungan, lalu coba lagi.");
    }, PATIENCE_MS);
  }

  // --- looking up ---

  // The filled cell itself before those that were filled from it.
  cellOf(ref) {
    if (ref === null) return null;
    const same = [...this.table.querySelectorAll("td[data-ref]")].filter((cell) => cell.dataset.ref === ref);
    return same.find((cell) => cell.getAttribute("aria-selected")) ??
      same.find((cell) => cell.parentElement.dataset.row === this.row) ??
      same.find((cell) => !cell.matches(".carried")) ?? same[0] ?? null;
  }

  dataOf(ref) { return this.cellOf(ref)?.held ?? null; }

  // The desa of the cell's row: on a phone its own column is out of sight.
  desaBeside(ref) {
    const sheet = this.data.sheets[this.sheet];
    const at = sheet.columns.findIndex((column) => column.field === "desa");
    const rows = sheet.rows.filter((row) => row.cells.some((cell) => cell?.ref === ref));
    const desa = at >= 0 && rows.length === 1 ? rows[0].cells[at] : null;
    return desa && desa.ref !== ref ? desa.text : "";
  }

  mayMend(ref) {
    const rows = this.data.sheets[this.sheet].rows.filter((row) => !row.total && !row.skipped);
    return rows.some((row) => row.cells.some((cell) => cell?.ref === ref));
  }

  problemsOf(ref) { return this.byCell.get(`${this.sheet}|${ref}`) ?? []; }
}

function header(text) {
  const cell = make("th", "", text);
  cell.scope = "col";
  return cell;
}

function isDark(colour) {
  const hex = /^#([0-9a-f]{6})$/.exec(colour);
  if (!hex) return false;
  const value = parseInt(hex[1], 16);
  return (value >> 16) + ((value >> 8) & 255) + (value & 255) < 384;
}

document.addEventListener("click", (event) => {
  const address = event.target.closest?.(`a[href^="${LINK}"]`)?.getAttribute("href");
  if (!address || !latest) return;
  event.preventDefault();
  latest.lead(decodeURIComponent(address.slice(LINK.length)));
});

export default function ({ parentElement, data, setTriggerValue }) {
  const view = memory.get(parentElement) ?? new SheetView(parentElement);
  memory.set(parentElement, view);
  latest = view;
  view.update(data, (change) => setTriggerValue("mend", change));
}

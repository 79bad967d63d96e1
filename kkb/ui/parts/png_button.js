// "Unduh PNG": asks the server for the figure, draws it with its words on a canvas, saves it. All of it on press only.

const WIDTH = 800, HEIGHT = 450, SQUEEZE = 0.8, SCALE = 2, MARGIN = 24;
const LABEL = "Unduh PNG", PATIENCE_MS = 60000, TOLD_MS = 4000;
const waiting = new WeakMap(); // button → number of the press it waits for
let plotly = null;
let presses = 0;

const here = (path) => new URL(path, document.baseURI).href;

function loadPlotly(url) {
  if (window.Plotly?.toImage) return Promise.resolve(window.Plotly); // Streamlit's own, there once a figure is drawn
  plotly ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = here(url);
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => { plotly = null; script.remove(); reject(new Error("no plotly")); };
    document.head.appendChild(script);
  });
  return plotly;
}

// A picture inside a canvas sees no font of the page: the page's own typeface goes into it.
async function fontFace(font) {
  const answer = await fetch(here(font.url));
  if (!answer.ok) return "";
  const reader = new FileReader();
  const read = new Promise((resolve) => { reader.onload = () => resolve(reader.result); });
  reader.readAsDataURL(await answer.blob());
  return `<style>@font-face{font-family:${font.family};font-weight:100 900;src:url(${await read})}</style>`;
}

function wrap(context, text, font, width) {
  context.font = font;
  const lines = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && context.measureText(longer).width > width) { lines.push(line); line = word; } else line = longer;
  }
  return line ? [...lines, line] : lines;
}

async function chartImage(Plotly, picture, width, height) {
  const figure = JSON.parse(picture.figure);
  Object.assign(figure.layout, { width, height, autosize: false });
  const address = await Plotly.toImage(
    { data: figure.data, layout: figure.layout, config: picture.config }, { format: "svg", width, height, scale: SCALE });
  const face = await fontFace(picture.font);
  const svg = decodeURIComponent(address.slice(address.indexOf(",") + 1)).replace(/<svg[^>]*>/, (tag) => tag + face);
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}

async function draw(picture) {
  const Plotly = await loadPlotly(picture.plotly);
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const inner = WIDTH - 2 * MARGIN;
  const type = (weight, size) => `${weight} ${size}px ${picture.family}`;
  await document.fonts.load(type(700, 22));
  const blocks = [
    { text: picture.title, font: type(700, 22), line: 28, colour: picture.text },
    { text: picture.subtitle, font: type(400, 14), line: 20, colour: picture.muted },
  ].map((block) => ({ ...block, lines: wrap(context, block.text, block.font, inner) }));
  const foot = { font: type(400, 12), line: 16, colour: picture.muted };
  foot.lines = wrap(context, picture.foot, foot.font, inner);

  const band = picture.sample ? 30 : 0;
  const chartTop = blocks.reduce((sum, block) => sum + block.lines.length * block.line, band + 18) + 12;
  const footHeight = foot.lines.length * foot.line + 22;
  const own = JSON.parse(picture.figure).layout.height || 0;
  const chartHeight = Math.max(Math.ceil(own * SQUEEZE), HEIGHT - chartTop - footHeight);
  const image = await chartImage(Plotly, picture, inner, chartHeight);

  canvas.width = WIDTH * SCALE;
  canvas.height = (chartTop + chartHeight + footHeight) * SCALE;
  context.scale(SCALE, SCALE);
  context.textBaseline = "middle";
  context.fillStyle = picture.background;
  context.fillRect(0, 0, WIDTH, canvas.height);
  if (band) {
    context.fillStyle = picture.band;
    context.fillRect(0, 0, WIDTH, band);
    context.fillStyle = picture.text;
    context.font = type(700, 13);
    context.fillText(picture.sample, MARGIN, band / 2 + 1);
  }
  let y = band + 18;
  const write = (block) => {
    context.font = block.font;
    context.fillStyle = block.colour;
    for (const line of block.lines) { context.fillText(line, MARGIN, y + block.line / 2); y += block.line; }
  };
  blocks.forEach(write);
  context.drawImage(image, MARGIN, chartTop, inner, chartHeight);
  y = chartTop + chartHeight + 10;
  write(foot);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
  });
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

export default function ({ parentElement, data, setTriggerValue }) {
  const button = parentElement.querySelector("button");
  const status = parentElement.querySelector("[role=status]");
  const tell = (words) => { button.textContent = words; status.textContent = words; };
  const finish = (words) => {
    waiting.delete(button);
    button.disabled = false;
    tell(words);
    setTimeout(() => { if (!waiting.has(button)) { button.textContent = LABEL; } }, TOLD_MS);
  };
  button.textContent ||= LABEL;
  button.onclick = () => {
    const number = `${Date.now()}-${(presses += 1)}`;
    waiting.set(button, number);
    button.disabled = true;
    tell("Menyiapkan…");
    loadPlotly(data.plotly).catch(() => {}); // on its way while the server draws
    setTriggerValue("press", number);
    setTimeout(() => { if (waiting.get(button)?.startsWith(number)) finish("Belum berhasil; coba lagi"); }, PATIENCE_MS);
  };
  if (!data.picture || waiting.get(button) !== data.press) return;
  waiting.set(button, `${data.press} drawing`); // a rerun may show the same answer again
  draw(data.picture).then(
    (blob) => { save(blob, data.picture.name); finish("Terunduh"); },
    () => finish("Belum berhasil; coba lagi"));
}

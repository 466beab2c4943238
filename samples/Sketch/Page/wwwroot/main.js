// A page that reads digits: the network runs in it, and learns in it.
import { dotnet } from './_framework/dotnet.js';

const side = 28;
const steps = 40;
const layers = { relu1: { maps: 8, side: 14 }, relu2: { maps: 16, side: 7 } };
const $ = id => document.getElementById(id);
const sketch = $('sketch');
const pen = sketch.getContext('2d', { willReadFrequently: true });
let reader = null;
let isEmpty = true;
let isTraining = false;
let saliencyTimer = 0;

prepare();
const { getAssemblyExports, getConfig } = await dotnet.create();
reader = (await getAssemblyExports(getConfig().mainAssemblyName)).SketchSample.Program;
say('Draw with mouse, pen or finger.');
document.body.dataset.ready = 'true';

function say(text) { $('status').textContent = text; }

function prepare() {
  pen.lineWidth = 22;
  pen.lineCap = pen.lineJoin = 'round';
  pen.strokeStyle = '#fff';
  for (let digit = 0; digit < 10; digit++) {
    const row = document.createElement('li');
    row.innerHTML = `<span>${digit}</span><span class="bar"><span></span></span><span class="share"></span>`;
    $('probabilities').append(row);
    const button = document.createElement('button');
    button.textContent = digit;
    button.disabled = true;
    button.addEventListener('click', () => remember(digit));
    $('labels').append(button);
  }
  for (const [name, { maps, side }] of Object.entries(layers)) {
    for (let map = 0; map < maps; map++) {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = side;
      $(name).append(canvas);
    }
  }
  sketch.addEventListener('pointerdown', begin);
  sketch.addEventListener('pointermove', draw);
  sketch.addEventListener('pointerup', end);
  sketch.addEventListener('pointercancel', end);
  $('clear').addEventListener('click', clear);
  $('train').addEventListener('click', train);
  $('forget').addEventListener('click', forget);
}

function place(event) {
  const box = sketch.getBoundingClientRect();
  return [(event.clientX - box.left) * sketch.width / box.width, (event.clientY - box.top) * sketch.height / box.height];
}

function begin(event) {
  event.preventDefault();
  sketch.setPointerCapture(event.pointerId);
  pen.beginPath();
  pen.moveTo(...place(event));
  draw(event);
}

let isWaiting = false;
function draw(event) {
  if (!sketch.hasPointerCapture(event.pointerId)) return;
  for (const part of event.getCoalescedEvents?.() ?? [event]) pen.lineTo(...place(part));
  pen.lineTo(...place(event));
  pen.stroke();
  isEmpty = false;
  // At most one answer for each picture on the screen.
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => { isWaiting = false; read(); });
}

function end() {
  read();
  enableLabels();
}

function enableLabels() {
  for (const button of $('labels').children) button.disabled = isEmpty || !reader || isTraining;
}

function clear() {
  pen.clearRect(0, 0, sketch.width, sketch.height);
  isEmpty = true;
  clearTimeout(saliencyTimer);
  show(new Array(10).fill(0));
  for (const canvas of document.querySelectorAll('.seen canvas')) canvas.getContext('2d').clearRect(0, 0, canvas.width, canvas.height);
  enableLabels();
  if (reader) say('Draw with mouse, pen or finger.');
}

// As MNIST's digits are: the ink fits 20 x 20 pixels, and its centre of mass is that of the 28 x 28.
function pixels() {
  const ink = pen.getImageData(0, 0, sketch.width, sketch.height).data;
  let [left, top, right, bottom] = [sketch.width, sketch.height, -1, -1];
  for (let y = 0; y < sketch.height; y++) {
    for (let x = 0; x < sketch.width; x++) {
      if (ink[4 * (y * sketch.width + x) + 3] < 32) continue;
      left = Math.min(left, x); right = Math.max(right, x); top = Math.min(top, y); bottom = Math.max(bottom, y);
    }
  }
  const bytes = new Uint8Array(side * side);
  if (right < 0) return bytes;
  const [width, height] = [right - left + 1, bottom - top + 1];
  const scale = 20 / Math.max(width, height);
  const fitted = scaled(left, top, width, height, scale, (side - width * scale) / 2, (side - height * scale) / 2);
  let [mass, sumX, sumY] = [0, 0, 0];
  for (let i = 0; i < fitted.length; i++) { mass += fitted[i]; sumX += fitted[i] * (i % side); sumY += fitted[i] * Math.floor(i / side); }
  const [moveX, moveY] = [Math.round((side - 1) / 2 - sumX / mass), Math.round((side - 1) / 2 - sumY / mass)];
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [fromX, fromY] = [x - moveX, y - moveY];
      if (fromX >= 0 && fromX < side && fromY >= 0 && fromY < side) bytes[y * side + x] = fitted[fromY * side + fromX];
    }
  }
  return bytes;
}

function scaled(left, top, width, height, scale, x, y) {
  const small = new OffscreenCanvas(side, side);
  const context = small.getContext('2d', { willReadFrequently: true });
  context.imageSmoothingQuality = 'high';
  context.drawImage(sketch, left, top, width, height, x, y, width * scale, height * scale);
  const data = context.getImageData(0, 0, side, side).data;
  return Uint8Array.from({ length: side * side }, (_, i) => data[4 * i + 3]);
}

function read() {
  if (!reader || isEmpty || isTraining) return;
  const image = pixels();
  const start = performance.now();
  const shares = reader.Read(image);
  const milliseconds = performance.now() - start;
  show(shares);
  paint($('input'), image, side);
  for (const [name, layer] of Object.entries(layers)) {
    const maps = reader.FeatureMaps(image, name);
    const size = layer.side * layer.side;
    [...$(name).children].forEach((canvas, map) => paint(canvas, maps.subarray(map * size, (map + 1) * size), layer.side));
  }
  const best = shares.indexOf(Math.max(...shares));
  say(`It reads a ${best}, in ${milliseconds.toFixed(1)} ms.`);
  document.body.dataset.answer = best;
  clearTimeout(saliencyTimer);
  saliencyTimer = setTimeout(() => rests(image, best), 250);
}

// Takes a moment, so it waits until the hand rests.
function rests(image, digit) {
  const falls = reader.Saliency(image, digit);
  const largest = Math.max(...falls.map(Math.abs), 1e-6);
  const context = $('saliency').getContext('2d');
  paint($('saliency'), image, side);
  falls.forEach((fall, patch) => {
    context.fillStyle = fall > 0 ? `rgba(40, 200, 140, ${0.75 * fall / largest})` : `rgba(230, 80, 60, ${-0.75 * fall / largest})`;
    context.fillRect(patch % 7 * 4, Math.floor(patch / 7) * 4, 4, 4);
  });
}

function show(shares) {
  const best = Math.max(...shares);
  [...$('probabilities').children].forEach((row, digit) => {
    row.className = best > 0 && shares[digit] === best ? 'best' : '';
    row.querySelector('.bar span').style.width = `${100 * shares[digit]}%`;
    row.querySelector('.share').textContent = best > 0 ? `${(100 * shares[digit]).toFixed(1)} %` : '';
  });
}

function paint(canvas, values, size) {
  const context = canvas.getContext('2d');
  const image = context.createImageData(size, size);
  for (let i = 0; i < values.length; i++) image.data.set([values[i], values[i], values[i], 255], 4 * i);
  context.putImageData(image, 0, 0);
}

function remember(digit) {
  const count = reader.Remember(pixels(), digit);
  $('count').textContent = count === 1 ? '1 sketch' : `${count} sketches`;
  $('train').disabled = $('forget').disabled = false;
  clear();
  say(`Kept as a ${digit}. Draw more, or train.`);
}

async function train() {
  setTraining(true);
  const losses = [];
  const start = performance.now();
  for (let step = 1; step <= steps; step++) {
    losses.push(reader.TrainStep());
    curve(losses);
    $('loss').textContent = `step ${step} of ${steps}, loss ${losses.at(-1).toFixed(3)}`;
    await new Promise(resolve => setTimeout(resolve));
  }
  $('loss').textContent = `${steps} steps in ${((performance.now() - start) / 1000).toFixed(1)} s; loss ${losses[0].toFixed(3)}, then ${losses.at(-1).toFixed(3)}`;
  setTraining(false);
  document.body.dataset.trained = losses.length;
  read();
}

function setTraining(value) {
  isTraining = value;
  $('train').disabled = $('forget').disabled = value;
  enableLabels();
}

function curve(losses) {
  const most = Math.max(...losses, 0.1);
  $('curve').firstElementChild.setAttribute('points', losses.map((loss, step) => `${300 * step / (steps - 1)},${98 - 95 * loss / most}`).join(' '));
}

function forget() {
  reader.Forget();
  $('count').textContent = 'no sketches yet';
  $('train').disabled = $('forget').disabled = true;
  $('loss').textContent = '';
  curve([]);
  read();
}

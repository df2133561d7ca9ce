'use strict';
// Fitted networks, computed in the browser: no library, no network. A network's file calls inrzoo.add(name, network); figures of
// the class "viewer" show one, to be zoomed and moved. Wherever it can, the work is shared among threads.

/** What computes a network: a function without surroundings, since its text is also what the threads run. */
function inrzooEngine() {
  const float = Math.fround;
  const BLOCK = 128; // points that go through all layers together
  const last = float(1 - 2 ** -24); // the largest coordinate of a domain that is open at its end

  const base64 = text => {
    const raw = atob(text);
    const bytes = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
    return bytes.buffer;
  };

  const half = bits => {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = bits >> 10 & 31;
    const fraction = bits & 1023;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    return exponent === 31 ? (fraction ? NaN : sign * Infinity) : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  };

  /** The network's numbers: little-endian floats, or halves where they lose nothing. */
  const numbers = network => {
    const buffer = base64(network.values);
    return network.half ? Float64Array.from(new Uint16Array(buffer), half) : Float64Array.from(new Float32Array(buffer));
  };

  const times = (values, factor) => values.map(value => value * factor);

  /** A matrix [inputs, outputs] with its columns one after the other. */
  const columns = (values, from, inputs, outputs) => {
    const turned = new Float64Array(inputs * outputs);
    for (let i = 0; i < inputs; i++) {
      for (let o = 0; o < outputs; o++) turned[o * inputs + i] = values[from + i * outputs + o];
    }
    return turned;
  };

  /**
   * y[p, o] += scale[p] Σ x[p, i] w[o, i] for the points p of a list; four points and two outputs at a time, so that what is
   * loaded is used several times.
   */
  const product = (x, inputs, w, outputs, points, count, scale, y) => {
    let n = 0;
    for (; n + 4 <= count; n += 4) {
      const p0 = points[n], p1 = points[n + 1], p2 = points[n + 2], p3 = points[n + 3];
      const a = p0 * inputs, b = p1 * inputs, c = p2 * inputs, d = p3 * inputs;
      const s0 = scale ? scale[p0] : 1, s1 = scale ? scale[p1] : 1, s2 = scale ? scale[p2] : 1, s3 = scale ? scale[p3] : 1;
      let o = 0;
      for (; o + 2 <= outputs; o += 2) {
        let u0 = 0, u1 = 0, u2 = 0, u3 = 0, v0 = 0, v1 = 0, v2 = 0, v3 = 0;
        for (let i = 0, e = o * inputs, f = e + inputs; i < inputs; i++, e++, f++) {
          const u = w[e], v = w[f];
          const x0 = x[a + i], x1 = x[b + i], x2 = x[c + i], x3 = x[d + i];
          u0 += x0 * u; u1 += x1 * u; u2 += x2 * u; u3 += x3 * u;
          v0 += x0 * v; v1 += x1 * v; v2 += x2 * v; v3 += x3 * v;
        }
        y[p0 * outputs + o] += s0 * u0; y[p0 * outputs + o + 1] += s0 * v0;
        y[p1 * outputs + o] += s1 * u1; y[p1 * outputs + o + 1] += s1 * v1;
        y[p2 * outputs + o] += s2 * u2; y[p2 * outputs + o + 1] += s2 * v2;
        y[p3 * outputs + o] += s3 * u3; y[p3 * outputs + o + 1] += s3 * v3;
      }
      for (; o < outputs; o++) {
        let u0 = 0, u1 = 0, u2 = 0, u3 = 0;
        for (let i = 0, e = o * inputs; i < inputs; i++, e++) {
          const u = w[e];
          u0 += x[a + i] * u; u1 += x[b + i] * u; u2 += x[c + i] * u; u3 += x[d + i] * u;
        }
        y[p0 * outputs + o] += s0 * u0;
        y[p1 * outputs + o] += s1 * u1;
        y[p2 * outputs + o] += s2 * u2;
        y[p3 * outputs + o] += s3 * u3;
      }
    }
    for (; n < count; n++) {
      const p = points[n];
      for (let o = 0; o < outputs; o++) {
        let sum = 0;
        for (let i = 0; i < inputs; i++) sum += x[p * inputs + i] * w[o * inputs + i];
        y[p * outputs + o] += (scale ? scale[p] : 1) * sum;
      }
    }
  };

  const everyPoint = count => Int32Array.from({ length: count }, (_, i) => i);

  const biased = (count, bias) => {
    const y = new Float64Array(count * bias.length);
    for (let p = 0; p < count; p++) y.set(bias, p * bias.length);
    return y;
  };

  const each = f => (x, count, points) => {
    for (let i = 0; i < x.length; i++) x[i] = f(x[i]);
    return x;
  };

  /** Where the points lie in the cells of a tiling of experts: digits and fractions of every axis, in single precision. */
  const cells = (layer, points, count) => {
    const digits = [], fractions = [];
    for (let axis = 0; axis < 2; axis++) {
      const digit = new Int32Array(count), fraction = new Float64Array(count);
      const alpha = float(layer.alpha[axis]), beta = float(layer.beta);
      for (let p = 0; p < count; p++) {
        const place = layer.rotation.length
          ? float(layer.rotation[2 * axis] * points[2 * p] + layer.rotation[2 * axis + 1] * points[2 * p + 1])
          : points[2 * p + axis];
        const q = float(float(place * alpha) + beta);
        const cell = Math.floor(q);
        digit[p] = cell - Math.floor(float(cell / layer.experts)) * layer.experts;
        fraction[p] = float(q - cell);
      }
      digits.push(digit);
      fractions.push(fraction);
    }
    return { digits, fractions };
  };

  const experts = (layer, w, bias) => (x, count, points) => {
    const y = biased(count, bias);
    const { digits, fractions } = cells(layer, points, count);
    const n = layer.experts;
    const corners = layer.blended && n > 1 ? 4 : 1;
    for (let corner = 0; corner < corners; corner++) {
      const next = [corner & 1, corner >> 1];
      const lists = Array.from({ length: n * n }, () => []);
      const scale = layer.blended ? new Float64Array(count) : null;
      for (let p = 0; p < count; p++) {
        const row = (digits[0][p] + next[0]) % n, column = (digits[1][p] + next[1]) % n;
        lists[row * n + column].push(p);
        if (scale) {
          scale[p] = 1;
          for (let axis = 0; axis < 2; axis++) {
            const f = fractions[axis][p];
            scale[p] *= n === 1 ? Math.max(f, 1 - f) : next[axis] ? f : 1 - f;
          }
        }
      }
      lists.forEach((list, e) => {
        if (list.length) product(x, layer.inputs, w[e], layer.outputs, list, list.length, scale, y);
      });
    }
    return y;
  };

  const ranged = (layer, place) => layer.low + layer.length * place;

  /** Every kind of layer: of its description and a function that gives its tensors, what computes it; x may be overwritten. */
  const kinds = {
    identity: layer => (x, count, points) => Float64Array.from(points, place => ranged(layer, place)),

    constant: layer => (x, count) => new Float64Array(count * layer.outputs).fill(1),

    positional: layer => (x, count, points) => {
      const y = new Float64Array(count * layer.outputs);
      for (let p = 0, at = 0; p < count; p++) {
        const v = [ranged(layer, points[2 * p]), ranged(layer, points[2 * p + 1])];
        if (layer.raw) for (const place of v) y[at++] = place;
        for (const frequency of layer.frequencies) {
          for (const place of v) y[at++] = Math.sin(frequency * place);
          for (const place of v) y[at++] = Math.cos(frequency * place);
        }
      }
      return y;
    },

    fourier: (layer, tensor) => {
      const b = times(tensor('frequencies'), 2 * Math.PI), n = layer.outputs / 2;
      return (x, count, points) => {
        const y = new Float64Array(count * layer.outputs);
        for (let p = 0; p < count; p++) {
          const v0 = ranged(layer, points[2 * p]), v1 = ranged(layer, points[2 * p + 1]);
          for (let k = 0; k < n; k++) {
            const phase = v0 * b[k] + v1 * b[n + k];
            y[p * layer.outputs + k] = Math.cos(phase);
            y[p * layer.outputs + n + k] = Math.sin(phase);
          }
        }
        return y;
      };
    },

    hash: (layer, tensor) => {
      const table = tensor('table');
      return (x, count, points) => {
        const y = new Float64Array(count * layer.outputs);
        layer.levels.forEach((level, number) => {
          for (let p = 0; p < count; p++) {
            const q = [float(points[2 * p] * level.cells), float(points[2 * p + 1] * level.cells)];
            const cell = q.map(place => Math.min(Math.floor(place), level.cells - 1));
            for (let corner = 0; corner < 4; corner++) {
              let entry = 0, weight = 1;
              for (let axis = 0; axis < 2; axis++) {
                const next = corner >> axis & 1, f = q[axis] - cell[axis];
                weight *= next ? f : 1 - f;
                const vertex = Math.imul(cell[axis] + next, level.factors[axis]);
                entry = level.dense ? entry + vertex : entry ^ vertex;
              }
              if (!level.dense) entry &= level.mask;
              const from = (level.first + entry) * layer.perLevel, to = p * layer.outputs + number * layer.perLevel;
              for (let k = 0; k < layer.perLevel; k++) y[to + k] += weight * table[from + k];
            }
          }
        });
        return y;
      };
    },

    dense: (layer, tensor) => {
      const w = columns(tensor('weight'), 0, layer.inputs, layer.outputs), bias = tensor('bias');
      return (x, count) => {
        const y = biased(count, bias);
        product(x, layer.inputs, w, layer.outputs, everyPoint(count), count, null, y);
        return y;
      };
    },

    experts: (layer, tensor) => {
      const weight = tensor('weight'), size = layer.inputs * layer.outputs;
      const w = Array.from({ length: layer.experts ** 2 }, (_, e) => columns(weight, e * size, layer.inputs, layer.outputs));
      return experts(layer, w, tensor('bias'));
    },

    split: (layer, tensor) => {
      const weight = tensor('weight'), bias = tensor('bias'), size = layer.inputs * layer.outputs;
      const branches = Array.from({ length: layer.branches }, (_, k) => ({
        w: columns(weight, k * size, layer.inputs, layer.outputs),
        bias: bias.slice(k * layer.outputs, (k + 1) * layer.outputs),
      }));
      return (x, count) => {
        let all = null;
        for (const branch of branches) {
          const y = biased(count, branch.bias);
          product(x, layer.inputs, branch.w, layer.outputs, everyPoint(count), count, null, y);
          if (all) for (let i = 0; i < y.length; i++) all[i] *= y[i];
          else all = y;
        }
        return all;
      };
    },

    filter: (layer, tensor) => {
      const n = layer.outputs, waves = tensor('frequency'), phase = tensor('phase');
      const sharpness = layer.bell ? tensor('sharpness') : null, centre = layer.bell ? tensor('centre') : null;
      return (x, count, points) => {
        for (let p = 0; p < count; p++) {
          const v0 = ranged(layer, points[2 * p]), v1 = ranged(layer, points[2 * p + 1]);
          for (let k = 0; k < n; k++) {
            let g = Math.sin(v0 * waves[k] + v1 * waves[n + k] + phase[k]);
            if (layer.bell) {
              const d0 = v0 - centre[k], d1 = v1 - centre[n + k];
              g *= Math.exp(-0.5 * sharpness[k] * (d0 * d0 + d1 * d1));
            }
            x[p * n + k] *= g;
          }
        }
        return x;
      };
    },

    gabor: layer => x => {
      const { omega0, sigma0 } = layer;
      for (let i = 0; i < x.length; i += 2) {
        const a = x[i], b = x[i + 1];
        const bell = Math.exp(-omega0 * b - sigma0 * sigma0 * (a * a + b * b));
        x[i] = bell * Math.cos(omega0 * a);
        x[i + 1] = bell * Math.sin(omega0 * a);
      }
      return x;
    },

    sine: layer => each(z => Math.sin(layer.omega0 * z)),
    finer: layer => each(z => Math.sin(layer.omega0 * (Math.abs(z) + 1) * z)),
    gauss: layer => each(z => Math.exp(-((layer.scale * z) ** 2))),
    relu: () => each(z => Math.max(0, z)),
    leaky: layer => each(z => z < 0 ? layer.slope * z : z),
    sigmoid: () => each(z => 1 / (1 + Math.exp(-z))),
  };

  /** Where samples of an axis lie, and how far a place between them may. */
  const conventions = {
    'pixel-centres': (position, n) => Math.min(float((Math.max(-0.5, Math.min(n - 0.5, position)) + 0.5) / n), last),
    'end-points': (position, n) => n === 1 ? 0 : float(Math.max(0, Math.min(n - 1, position)) / (n - 1)),
    'left-ends': (position, n) => Math.min(float(Math.max(0, Math.min(n, position)) / n), last),
  };

  /** Makes a network ready. */
  return network => {
    const values = numbers(network);
    const layers = network.layers.map(layer => kinds[layer.kind](layer, name => {
      const [from, length] = layer.tensors[name];
      return values.slice(from, from + length);
    }));
    const coordinate = conventions[network.grid];
    const { width, height, channels } = network;

    /** What leaves the network, [n, channels], at points [n, 2] of its own coordinates, down first. */
    const forward = points => {
      const count = points.length / 2;
      const all = new Float64Array(count * channels);
      for (let first = 0; first < count; first += BLOCK) { // their features stay in the processor's cache
        const block = points.subarray(2 * first, 2 * Math.min(count, first + BLOCK));
        let x = null;
        for (const layer of layers) x = layer(x, block.length / 2, block);
        all.set(x, first * channels);
      }
      return all;
    };

    /** The values, on [0, 1], at places [n, 2] of the picture, x to the right and y down, from 0 to 1. */
    const at = places => {
      const count = places.length / 2;
      const points = new Float32Array(places.length);
      for (let p = 0; p < count; p++) {
        points[2 * p] = coordinate(places[2 * p + 1] * height - 0.5, height);
        points[2 * p + 1] = coordinate(places[2 * p] * width - 0.5, width);
      }
      return Float32Array.from(forward(points), y => Math.max(0, Math.min(1, (y - network.low) / network.length)));
    };

    /** Some rows of a picture of a part of the plane: as the canvas has its pixels. */
    const rows = ({ left, top, step, columns, first, count }) => {
      const places = new Float64Array(2 * columns * count);
      for (let i = 0; i < columns * count; i++) {
        places[2 * i] = left + (i % columns + 0.5) * step[0];
        places[2 * i + 1] = top + (first + Math.floor(i / columns) + 0.5) * step[1];
      }
      const drawn = at(places);
      const pixels = new Uint8ClampedArray(4 * columns * count);
      for (let i = 0; i < columns * count; i++) {
        const outside = places[2 * i] < 0 || places[2 * i] >= 1 || places[2 * i + 1] < 0 || places[2 * i + 1] >= 1;
        for (let c = 0; c < 3; c++) pixels[4 * i + c] = Math.round(255 * drawn[i * channels + (channels === 1 ? 0 : c)]);
        pixels[4 * i + 3] = outside ? 0 : 255;
      }
      return pixels;
    };
    return { forward, at, rows };
  };
}

const inrzoo = (() => {
  const networks = new Map();
  const ready = new Map();
  const waiting = new Map();
  const prepare = inrzooEngine();

  /** Called by a network's file. */
  function add(name, network) {
    networks.set(name, network);
    (waiting.get(name) || []).forEach(tell => tell(network));
    waiting.delete(name);
  }

  function load(name, file) {
    return new Promise((resolve, reject) => {
      if (networks.has(name)) {
        resolve(networks.get(name));
        return;
      }
      waiting.set(name, [...(waiting.get(name) || []), resolve]);
      const script = document.createElement('script');
      script.src = file;
      script.onerror = () => reject(new Error('cannot read ' + file));
      document.head.append(script);
    });
  }

  function engine(name) {
    if (!ready.has(name)) ready.set(name, prepare(networks.get(name)));
    return ready.get(name);
  }

  /** Threads that draw rows of one network; where there are none, the page draws them itself, some at a time. */
  class Painters {
    constructor(name) {
      this.name = name;
      this.threads = [];
      this.free = [];
      this.queue = [];
      try {
        const text = `const prepare = (${inrzooEngine})(); let network;
          onmessage = ({ data }) => {
            if (data.network) network = prepare(data.network);
            else { const pixels = network.rows(data.job); postMessage({ id: data.id, pixels }, [pixels.buffer]); }
          };`;
        const source = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
        const count = Math.max(1, Math.min(8, (navigator.hardwareConcurrency || 2) - 1));
        for (let i = 0; i < count; i++) {
          const thread = new Worker(source);
          thread.onmessage = ({ data }) => this.done(thread, data);
          thread.onerror = () => this.alone();
          thread.postMessage({ network: networks.get(name) });
          this.threads.push(thread);
          this.free.push(thread);
        }
      } catch (noThreads) {
        this.alone();
      }
      this.jobs = new Map();
      this.next = 0;
    }

    /** Goes on without threads. */
    alone() {
      this.threads = null;
      if (this.jobs) this.queue.push(...this.jobs.values());
      this.jobs = new Map();
      this.work();
    }

    draw(jobs, tell) {
      this.queue = jobs.map(job => ({ job, tell }));
      this.work();
    }

    stop() {
      this.queue = [];
    }

    done(thread, { id, pixels }) {
      const { job, tell } = this.jobs.get(id);
      this.jobs.delete(id);
      this.free.push(thread);
      tell(job, pixels);
      this.work();
    }

    work() {
      if (!this.threads) {
        if (!this.busy && this.queue.length) {
          this.busy = true;
          setTimeout(() => {
            this.busy = false;
            const next = this.queue.shift();
            if (next) next.tell(next.job, engine(this.name).rows(next.job));
            this.work();
          });
        }
        return;
      }
      while (this.free.length && this.queue.length) {
        const id = this.next++;
        const next = this.queue.shift();
        this.jobs.set(id, next);
        this.free.pop().postMessage({ id, job: next.job });
      }
    }
  }

  const COARSEST = 16;
  const LARGEST_ZOOM = 256;
  const MOVE = 0.125; // of what is seen, for each key
  const PATIENCE = 1e10; // multiply-adds of one picture
  const CHUNK = 3e7; // multiply-adds of one job

  /** A figure that shows a network. */
  class Viewer {
    constructor(figure) {
      this.figure = figure;
      this.canvas = figure.querySelector('canvas');
      this.said = figure.querySelector('[data-said]');
      this.context = this.canvas.getContext('2d');
      this.picture = document.createElement('canvas');
      this.view = { x: 0.5, y: 0.5, zoom: 1 };
      this.generation = 0;
      this.pixels = null;
      this.listen();
    }

    async start() {
      const { network, file } = this.figure.dataset;
      this.figure.dataset.state = 'loading';
      this.network = await load(network, file);
      this.painters = new Painters(network);
      this.fitCanvas();
      this.figure.dataset.state = 'drawing';
      this.draw();
    }

    /** As many pixels as the screen has there, but no more than can be computed in some seconds. */
    fitCanvas() {
      const { width, height, macs } = this.network;
      const patience = Math.sqrt(PATIENCE / macs * width / height);
      const wanted = this.figure.dataset.columns
        ? Number(this.figure.dataset.columns)
        : Math.round(Math.max(64, Math.min(640, patience, this.canvas.clientWidth * (devicePixelRatio || 1))));
      this.canvas.width = wanted;
      this.canvas.height = Math.round(wanted * height / width);
      this.picture.width = this.canvas.width;
      this.picture.height = this.canvas.height;
    }

    listen() {
      const { canvas, figure } = this;
      figure.querySelectorAll('button[data-do]').forEach(button =>
        button.addEventListener('click', () => this.act(button.dataset.do)));
      const keys = { '+': 'in', '=': 'in', '-': 'out', 0: 'whole', ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down', p: 'pixels' };
      canvas.addEventListener('keydown', event => {
        if (keys[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
          event.preventDefault();
          this.act(keys[event.key]);
        }
      });
      canvas.addEventListener('wheel', event => {
        if (document.activeElement !== canvas) return; // the page scrolls until the picture is chosen
        event.preventDefault();
        this.zoom(2 ** (-event.deltaY / 240), this.place(event));
      }, { passive: false });
      const touching = new Map();
      canvas.addEventListener('pointerdown', event => {
        canvas.focus({ preventScroll: true });
        canvas.setPointerCapture(event.pointerId);
        touching.set(event.pointerId, event);
      });
      canvas.addEventListener('pointermove', event => {
        const before = touching.get(event.pointerId);
        if (!before || !this.network) return;
        const others = [...touching.values()].filter(one => one.pointerId !== event.pointerId);
        if (others.length) {
          const distance = one => Math.hypot(one.clientX - others[0].clientX, one.clientY - others[0].clientY);
          this.zoom(distance(event) / Math.max(1, distance(before)), this.place(others[0]));
        } else {
          const box = canvas.getBoundingClientRect();
          this.move((before.clientX - event.clientX) / box.width, (before.clientY - event.clientY) / box.height);
        }
        touching.set(event.pointerId, event);
      });
      for (const end of ['pointerup', 'pointercancel']) canvas.addEventListener(end, event => touching.delete(event.pointerId));
    }

    /** Where on the picture an event is. */
    place(event) {
      const box = this.canvas.getBoundingClientRect();
      return {
        x: this.view.x + ((event.clientX - box.left) / box.width - 0.5) / this.view.zoom,
        y: this.view.y + ((event.clientY - box.top) / box.height - 0.5) / this.view.zoom,
      };
    }

    act(what) {
      if (!this.network) return;
      const moves = { left: [-MOVE, 0], right: [MOVE, 0], up: [0, -MOVE], down: [0, MOVE] };
      if (moves[what]) this.move(...moves[what]);
      else if (what === 'in') this.zoom(2, this.view);
      else if (what === 'out') this.zoom(0.5, this.view);
      else if (what === 'whole') this.look({ x: 0.5, y: 0.5, zoom: 1 });
      else if (what === 'pixels') this.togglePixels();
    }

    move(right, down) {
      this.look({ ...this.view, x: this.view.x + right / this.view.zoom, y: this.view.y + down / this.view.zoom });
    }

    zoom(factor, around) {
      const zoom = Math.max(1, Math.min(LARGEST_ZOOM, this.view.zoom * factor));
      const part = this.view.zoom / zoom;
      this.look({ zoom, x: around.x + (this.view.x - around.x) * part, y: around.y + (this.view.y - around.y) * part });
    }

    /** Looks at another part: what is known of it at once, the rest as it is computed. */
    look(view) {
      const edge = 0.5 / view.zoom;
      const inside = place => Math.max(edge, Math.min(1 - edge, place));
      const next = { zoom: view.zoom, x: inside(view.x), y: inside(view.y) };
      const before = this.view;
      if (next.x === before.x && next.y === before.y && next.zoom === before.zoom) return;
      const old = document.createElement('canvas');
      old.width = this.picture.width;
      old.height = this.picture.height;
      old.getContext('2d').drawImage(this.picture, 0, 0);
      const context = this.picture.getContext('2d');
      const scale = next.zoom / before.zoom;
      const shift = (was, is, length) => ((was - is) * next.zoom - 0.5 * scale + 0.5) * length;
      context.clearRect(0, 0, old.width, old.height);
      context.drawImage(old, shift(before.x, next.x, old.width), shift(before.y, next.y, old.height), old.width * scale, old.height * scale);
      this.view = next;
      this.draw();
    }

    /** The pixels that were fitted, in place of the network; and back. */
    togglePixels() {
      const button = this.figure.querySelector('button[data-do="pixels"]');
      if (this.pixels) {
        this.pixels = null;
        button.setAttribute('aria-pressed', 'false');
        this.draw();
        return;
      }
      const pixels = new Image();
      pixels.onload = () => {
        this.pixels = pixels;
        button.setAttribute('aria-pressed', 'true');
        this.painters.stop();
        this.generation++;
        this.show();
        this.say('the pixels that were fitted');
      };
      pixels.src = this.figure.dataset.pixels;
    }

    show() {
      const { canvas, context, view } = this;
      context.clearRect(0, 0, canvas.width, canvas.height);
      if (!this.pixels) {
        context.drawImage(this.picture, 0, 0);
        return;
      }
      const { naturalWidth: w, naturalHeight: h } = this.pixels;
      context.imageSmoothingEnabled = false;
      context.drawImage(this.pixels, (view.x - 0.5 / view.zoom) * w, (view.y - 0.5 / view.zoom) * h, w / view.zoom, h / view.zoom,
        0, 0, canvas.width, canvas.height);
    }

    say(text) {
      const zoom = this.view.zoom < 10 ? this.view.zoom.toFixed(1) : this.view.zoom.toFixed(0);
      this.said.textContent = `×${zoom.replace(/\.0$/, '')} · ${text}`;
    }

    /** Draws what is looked at, coarse at first. */
    draw() {
      this.show();
      if (this.pixels) {
        this.say('the pixels that were fitted');
        return;
      }
      const generation = ++this.generation;
      this.figure.dataset.state = 'drawing';
      const begin = performance.now();
      this.pass(COARSEST, generation, begin);
    }

    /** Every pixel, or one for a square of so many. */
    pass(square, generation, begin) {
      const { view, canvas, network } = this;
      const columns = Math.ceil(canvas.width / square), count = Math.ceil(canvas.height / square);
      const frame = {
        left: view.x - 0.5 / view.zoom,
        top: view.y - 0.5 / view.zoom,
        step: [square / canvas.width / view.zoom, square / canvas.height / view.zoom],
        columns,
      };
      const rows = Math.max(1, Math.min(count, Math.floor(CHUNK / network.macs / columns)));
      const jobs = [];
      for (let first = 0; first < count; first += rows) jobs.push({ ...frame, first, count: Math.min(rows, count - first) });
      let open = jobs.length;
      const part = document.createElement('canvas');
      this.painters.draw(jobs, (job, pixels) => {
        if (generation !== this.generation) return;
        part.width = columns;
        part.height = job.count;
        part.getContext('2d').putImageData(new ImageData(pixels, columns, job.count), 0, 0);
        const context = this.picture.getContext('2d');
        context.imageSmoothingEnabled = false;
        context.clearRect(0, job.first * square, columns * square, job.count * square);
        context.drawImage(part, 0, job.first * square, columns * square, job.count * square);
        this.show();
        if (--open) return;
        const seconds = ((performance.now() - begin) / 1000).toFixed(1);
        this.say(`${columns} by ${count} points asked, ${seconds} s`);
        if (square > 1) this.pass(square / 2, generation, begin);
        else this.figure.dataset.state = 'ready';
      });
    }
  }

  const viewers = [];

  /** Figures begin when they come into sight. */
  function begin() {
    const sight = new IntersectionObserver(entries => entries.filter(entry => entry.isIntersecting).forEach(entry => {
      sight.unobserve(entry.target);
      const viewer = new Viewer(entry.target);
      viewers.push(viewer);
      viewer.start().catch(problem => {
        entry.target.dataset.state = 'failed';
        viewer.said.textContent = problem.message;
      });
    }));
    document.querySelectorAll('figure.viewer').forEach(figure => sight.observe(figure));
  }

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
  else begin();
  return { add, load, engine, viewers };
})();
window.inrzoo = inrzoo;

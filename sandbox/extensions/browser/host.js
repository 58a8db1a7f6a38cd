/** What both surfaces give an extension: texts, formats, signals, a clock, a network, and a frame as high as its content. */

export const data = JSON.parse(document.getElementById('extension-data').textContent);

/** As Shopify's: `value` now, `subscribe` for what comes. Nothing changes while a page is open. */
export function signal(value) {
  const listeners = new Set();
  return {
    value,
    current: value,
    subscribe(listener) {
      listeners.add(listener);
      listener(value);
      return () => listeners.delete(listener);
    },
    async destroy() {
      listeners.clear();
    },
  };
}

/** `translate` and formats in the reader's language, or with `inExtensionLocale` in that of the texts. */
export function i18nOf({ texts, language, extensionLanguage }) {
  const localeOf = ({ inExtensionLocale, ...options } = {}) => [
    inExtensionLocale ? extensionLanguage : language,
    options,
  ];
  const plural = new Intl.PluralRules(extensionLanguage);
  const found = (key) => key.split('.').reduce((at, part) => at?.[part], texts);
  return {
    formatNumber: (number, options) => new Intl.NumberFormat(...localeOf(options)).format(number),
    formatCurrency: (number, options) => {
      const [locale, rest] = localeOf(options);
      return new Intl.NumberFormat(locale, { style: 'currency', ...rest }).format(number);
    },
    formatDate: (date, options) => new Intl.DateTimeFormat(...localeOf(options)).format(date),
    translate(key, values = {}) {
      let text = found(key);
      if (typeof text === 'object' && text !== null && 'count' in values) {
        text = text[plural.select(Number(values.count))] ?? text.other;
      }
      if (typeof text !== 'string') {
        console.error(`No text: ${key}`);
        return key;
      }
      return filled(text, values);
    },
  };
}

/** A text, or a list of texts and elements when a value is one. */
function filled(text, values) {
  const parts = text.split(/\{\{\s*(\w+)\s*\}\}/).map((part, index) => {
    if (index % 2 === 0) return part;
    return part in values ? values[part] : `{{${part}}}`;
  });
  return parts.some((part) => typeof part === 'object') ? parts : parts.join('');
}

/** The world's time in place of the machine's. */
export function keepSandboxTime() {
  const offset = Date.parse(data.now) - Date.now();
  const Machine = Date;
  globalThis.Date = class extends Machine {
    constructor(...given) {
      if (given.length === 0) super(Machine.now() + offset);
      else super(...given);
    }
    static now() {
      return Machine.now() + offset;
    }
  };
}

/**
 * The extension's own `fetch`: `route` may answer by itself; what is left goes out, unless the sandbox's switch says that the
 * app cannot be reached.
 */
export function replaceFetch(route) {
  const plain = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const own = await route(input, init, plain);
    if (own !== null) return own;
    await failWhenDown(plain);
    return plain(input, init);
  };
  return plain;
}
export async function failWhenDown(plain) {
  const { up } = await (await plain('/sandbox/extension-network')).json();
  if (!up) throw new TypeError('Failed to fetch');
}

export const toast = {
  async show(content) {
    const note = Object.assign(parent.document.createElement('div'), {
      className: 'extension-toast',
      textContent: content,
    });
    note.setAttribute('role', 'status');
    parent.document.body.append(note);
    const gone = setTimeout(() => note.remove(), 5_000);
    return {
      hide() {
        clearTimeout(gone);
        note.remove();
      },
    };
  },
};

export function storageOf(name, methods) {
  const key = (of) => `${name}:${of}`;
  const [read, write] = methods;
  return {
    async [read](of) {
      const text = localStorage.getItem(key(of));
      return text === null ? null : JSON.parse(text);
    },
    async [write](of, value) {
      localStorage.setItem(key(of), JSON.stringify(value));
    },
    async delete(of) {
      localStorage.removeItem(key(of));
    },
  };
}

/** Runs the bundle and keeps the frame as high as what it draws; one that draws nothing takes no room. */
export async function run() {
  const frame = window.frameElement;
  window.fitFrame = () => {
    if (frame === null || frame.dataset.covers === 'true') return;
    const { height } = document.body.getBoundingClientRect();
    frame.style.height = `${Math.ceil(height)}px`;
    frame.dataset.empty = String(height === 0);
  };
  new ResizeObserver(() => window.fitFrame()).observe(document.body);
  try {
    const bundle = await import(data.script);
    await bundle.default();
    document.documentElement.dataset.extension = 'ran';
  } catch (error) {
    console.error(error);
    document.documentElement.dataset.extension = 'failed';
    const note = document.createElement('p');
    note.className = 'failed';
    note.textContent = `${data.target}: ${String(error)}`;
    document.body.append(note);
  }
  window.fitFrame();
}

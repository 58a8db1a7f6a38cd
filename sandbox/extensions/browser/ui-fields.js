import { SurfaceElement, has } from './ui-element.js';

const COMMON = [
  'label',
  'labelaccessibilityvisibility',
  'error',
  'details',
  'disabled',
  'required',
  'placeholder',
  'maxlength',
  'minlength',
  'rows',
  'value',
  'defaultvalue',
  'name',
  'autocomplete',
  'readonly',
];

/** A labelled control; its value is the element's property, as extensions read it in `event.currentTarget.value`. */
class Field extends SurfaceElement {
  static observed = COMMON;
  static focuses = true;
  static tag = 'input';
  static type = 'text';
  #value = null;

  get control() {
    return this.shadowRoot.querySelector('input, textarea, select');
  }
  get value() {
    return this.control?.value ?? this.#value ?? '';
  }
  set value(next) {
    this.#value = next ?? '';
    if (this.control && this.control.value !== this.#value) this.control.value = this.#value;
  }
  draw() {
    const { tag, type } = this.constructor;
    const control =
      tag === 'input' ? `<input type="${type}" id="control">` : `<${tag} id="control"></${tag}>`;
    const first = this.shape(
      ':host { display: block; }',
      `<label for="control"></label>${control}<div class="help" id="help" hidden></div><div class="error" id="error" role="alert" hidden></div>`,
    );
    const inner = this.control;
    if (first) {
      inner.value =
        this.#value ?? this.getAttribute('value') ?? this.getAttribute('defaultvalue') ?? '';
      inner.addEventListener('change', () =>
        this.dispatchEvent(new Event('change', { bubbles: true })),
      );
      inner.addEventListener('keydown', (event) => {
        if (event.key === 'Enter' && tag === 'input') this.closest('s-form')?.submit();
      });
    }
    this.describe(inner);
    for (const name of ['placeholder', 'maxlength', 'minlength', 'rows', 'autocomplete']) {
      if (this.hasAttribute(name)) inner.setAttribute(name, this.getAttribute(name));
      else inner.removeAttribute(name);
    }
    return first;
  }
  describe(inner) {
    const name = this.shadowRoot.querySelector('label');
    name.textContent = this.getAttribute('label') ?? '';
    if (this.getAttribute('labelaccessibilityvisibility') === 'exclusive') {
      inner.setAttribute('aria-label', name.textContent);
      name.hidden = true;
    }
    inner.disabled = has(this, 'disabled');
    inner.required = has(this, 'required');
    if (has(this, 'readonly')) inner.readOnly = true;
    const told = [];
    for (const [id, attribute] of [
      ['help', 'details'],
      ['error', 'error'],
    ]) {
      const part = this.shadowRoot.getElementById(id);
      part.textContent = this.getAttribute(attribute) ?? '';
      part.hidden = part.textContent === '';
      if (!part.hidden) told.push(id);
    }
    if (told.length > 0) inner.setAttribute('aria-describedby', told.join(' '));
    else inner.removeAttribute('aria-describedby');
    inner.setAttribute('aria-invalid', String(has(this, 'error')));
  }
}
class TextArea extends Field {
  static tag = 'textarea';
}
const typed = (type) =>
  class extends Field {
    static type = type;
  };

/** `s-option` children become a real select's options. */
class Select extends Field {
  static tag = 'select';
  connectedCallback() {
    super.connectedCallback();
    this.watcher = new MutationObserver(() => this.options());
    this.watcher.observe(this, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
    });
    this.options();
  }
  disconnectedCallback() {
    this.watcher?.disconnect();
  }
  options() {
    const chosen = this.chosen ?? this.getAttribute('value') ?? '';
    const options = [...this.querySelectorAll('s-option')].map((each) => {
      const option = document.createElement('option');
      option.value = each.getAttribute('value') ?? '';
      option.textContent = each.textContent;
      option.disabled = has(each, 'disabled');
      option.selected = option.value === chosen || has(each, 'selected');
      return option;
    });
    // Nothing is chosen until somebody chooses.
    if (!options.some(({ selected }) => selected)) options.unshift(this.none());
    this.control.replaceChildren(...options);
  }
  none() {
    const option = new Option(this.getAttribute('placeholder') ?? '', '', true, true);
    return Object.assign(option, { disabled: true, hidden: true });
  }
  get value() {
    return this.control?.value ?? this.chosen ?? '';
  }
  set value(next) {
    this.chosen = next ?? '';
    if (this.control) this.options();
  }
  draw() {
    const first = super.draw();
    if (!first) return;
    this.control.addEventListener('input', () => {
      this.chosen = this.control.value;
    });
  }
}

class Checkbox extends SurfaceElement {
  static observed = [
    'label',
    'disabled',
    'checked',
    'defaultchecked',
    'error',
    'details',
    'value',
    'name',
  ];
  static focuses = true;
  #checked = null;
  get control() {
    return this.shadowRoot.querySelector('input');
  }
  get checked() {
    return this.control?.checked ?? this.#checked ?? false;
  }
  set checked(next) {
    this.#checked = next === true;
    if (this.control) this.control.checked = this.#checked;
  }
  draw() {
    const first = this.shape(
      ':host { display: block; }',
      '<label class="choice"><input type="checkbox"><span></span></label>',
    );
    if (first) {
      this.control.checked = this.#checked ?? (has(this, 'checked') || has(this, 'defaultchecked'));
      this.control.addEventListener('change', () =>
        this.dispatchEvent(new Event('change', { bubbles: true })),
      );
    }
    this.control.disabled = has(this, 'disabled');
    this.shadowRoot.querySelector('span').textContent = this.getAttribute('label') ?? '';
  }
}

/** `s-choice` children become radio buttons (or boxes, with `multiple`) of one group. */
class ChoiceList extends SurfaceElement {
  static observed = ['label', 'disabled', 'error', 'details', 'multiple', 'name'];
  #values = null;
  get values() {
    return this.#values ?? this.#given();
  }
  set values(next) {
    this.#values = [...(next ?? [])];
    if (this.isConnected) this.#choices();
  }
  #given() {
    return [...this.querySelectorAll('s-choice')]
      .filter((each) => has(each, 'selected') || has(each, 'defaultselected'))
      .map((each) => each.getAttribute('value') ?? '');
  }
  connectedCallback() {
    super.connectedCallback();
    this.watcher = new MutationObserver(() => this.#choices());
    this.watcher.observe(this, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
    });
    this.#choices();
  }
  disconnectedCallback() {
    this.watcher?.disconnect();
  }
  draw() {
    this.shape(
      ':host { display: block; }',
      '<fieldset><legend></legend><div class="choices"></div><div class="error" role="alert" hidden></div></fieldset>',
    );
    this.shadowRoot.querySelector('legend').textContent = this.getAttribute('label') ?? '';
    const error = this.shadowRoot.querySelector('.error');
    error.textContent = this.getAttribute('error') ?? '';
    error.hidden = error.textContent === '';
  }
  #choices() {
    const type = has(this, 'multiple') ? 'checkbox' : 'radio';
    const holder = this.shadowRoot.querySelector('.choices');
    const { values } = this;
    const focused = this.shadowRoot.activeElement?.value;
    holder.replaceChildren(
      ...[...this.querySelectorAll('s-choice')].map((each) => {
        const row = document.createElement('label');
        row.className = 'choice';
        const input = Object.assign(document.createElement('input'), {
          type,
          name: 'choice',
          value: each.getAttribute('value') ?? '',
        });
        input.checked = values.includes(input.value);
        input.disabled = has(this, 'disabled') || has(each, 'disabled');
        input.addEventListener('input', (event) => event.stopPropagation());
        input.addEventListener('change', () => {
          this.#values = [...holder.querySelectorAll('input:checked')].map(({ value }) => value);
          this.dispatchEvent(new Event('input', { bubbles: true }));
          this.dispatchEvent(new Event('change', { bubbles: true }));
        });
        row.append(
          input,
          Object.assign(document.createElement('span'), { textContent: each.textContent }),
        );
        return row;
      }),
    );
    if (focused !== undefined)
      holder.querySelector(`input[value="${CSS.escape(focused)}"]`)?.focus();
  }
}
class Hidden extends SurfaceElement {
  draw() {
    this.shape(':host { display: none; }', '<slot></slot>');
  }
}
class Form extends SurfaceElement {
  draw() {
    this.shape(':host { display: block; }', '<slot></slot>');
  }
  submit() {
    this.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  }
}

export function defineFields() {
  const fields = {
    's-text-area': TextArea,
    's-text-field': typed('text'),
    's-email-field': typed('email'),
    's-number-field': typed('number'),
    's-phone-field': typed('tel'),
    's-url-field': typed('url'),
    's-search-field': typed('search'),
    's-select': Select,
    's-option': class extends Hidden {},
    's-checkbox': Checkbox,
    's-switch': class extends Checkbox {},
    's-choice-list': ChoiceList,
    's-choice': class extends Hidden {},
    's-form': Form,
  };
  for (const [name, element] of Object.entries(fields)) customElements.define(name, element);
}

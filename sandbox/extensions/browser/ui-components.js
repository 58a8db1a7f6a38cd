/**
 * Stand-ins for Shopify's `s-*` elements, which only its CDN has: real buttons, links, fields and dialogs in open shadow
 * roots, with the attributes, slots, events and overlay methods that the types of `@shopify/ui-extensions` state.
 */
import { defineFields } from './ui-fields.js';
import { defineOverlays } from './ui-overlays.js';
import { SurfaceElement, has, label, open } from './ui-element.js';
import { SPACES, TONES } from './ui-styles.js';

const space = (token) =>
  (token ?? '')
    .split(' ')
    .filter(Boolean)
    .map((each) => SPACES[each] ?? each)
    .join(' ');

class Box extends SurfaceElement {
  static observed = [
    'padding',
    'paddingblock',
    'paddinginline',
    'border',
    'borderradius',
    'background',
    'inlinesize',
    'maxinlinesize',
  ];
  draw() {
    const { style } = this;
    style.display = this.hidden ? 'none' : 'block';
    if (this.hasAttribute('padding')) style.padding = space(this.getAttribute('padding'));
    if (this.hasAttribute('paddingblock'))
      style.paddingBlock = space(this.getAttribute('paddingblock'));
    if (this.hasAttribute('paddinginline'))
      style.paddingInline = space(this.getAttribute('paddinginline'));
    if (!['', 'none', null].includes(this.getAttribute('border')))
      style.border = '1px solid var(--ui-line)';
    if (this.hasAttribute('borderradius')) style.borderRadius = 'var(--ui-radius)';
    if (this.getAttribute('background') === 'subdued')
      style.background = 'var(--ui-subdued-surface)';
    if (this.hasAttribute('inlinesize')) style.inlineSize = this.getAttribute('inlinesize');
    if (this.hasAttribute('maxinlinesize'))
      style.maxInlineSize = this.getAttribute('maxinlinesize');
    label(this);
  }
}

class Stack extends Box {
  static observed = [...Box.observed, 'direction', 'gap', 'justifycontent', 'alignitems'];
  draw() {
    super.draw();
    const inline = this.getAttribute('direction') === 'inline';
    const { style } = this;
    style.display = this.hidden ? 'none' : 'flex';
    style.flexDirection = inline ? 'row' : 'column';
    style.flexWrap = inline ? 'wrap' : 'nowrap';
    style.gap = space(this.getAttribute('gap') ?? 'none');
    style.alignItems =
      alignment(this.getAttribute('alignitems')) ?? (inline ? 'center' : 'stretch');
    style.justifyContent = alignment(this.getAttribute('justifycontent')) ?? '';
  }
}
const alignment = (word) => (word === null ? null : word.replace(/^(start|end)$/, 'flex-$1'));

class Grid extends Box {
  static observed = [...Box.observed, 'gap', 'gridtemplatecolumns', 'alignitems'];
  draw() {
    super.draw();
    this.style.display = this.hidden ? 'none' : 'grid';
    this.style.gap = space(this.getAttribute('gap') ?? 'none');
    this.style.gridTemplateColumns = this.getAttribute('gridtemplatecolumns') ?? '';
    this.style.alignItems = this.getAttribute('alignitems') ?? '';
  }
}

class Text extends SurfaceElement {
  static observed = ['type', 'tone', 'color', 'accessibilityvisibility'];
  draw() {
    const type = this.getAttribute('type');
    const tag = {
      strong: 'strong',
      emphasis: 'em',
      small: 'small',
      mark: 'mark',
      address: 'address',
      redundant: 's',
    };
    this.shape(
      `:host { display: inline; overflow-wrap: anywhere; } strong { font-weight: 600; } address { font-style: normal; }`,
      `<${tag[type] ?? 'span'}><slot></slot></${tag[type] ?? 'span'}>`,
    );
    paintText(this);
  }
}
class Paragraph extends SurfaceElement {
  static observed = ['type', 'tone', 'color'];
  draw() {
    this.shape(':host { display: block; overflow-wrap: anywhere; }', '<p><slot></slot></p>');
    if (this.getAttribute('type') === 'small') this.style.fontSize = '.93em';
    paintText(this);
  }
}
function paintText(element) {
  const tone = TONES[element.getAttribute('tone')];
  const subdued =
    element.getAttribute('color') === 'subdued' || element.getAttribute('tone') === 'subdued';
  element.style.color = tone !== undefined ? tone[2] : subdued ? 'var(--ui-subdued)' : '';
  if (element.getAttribute('accessibilityvisibility') === 'hidden')
    element.setAttribute('aria-hidden', 'true');
}

/** A section's heading is one level below that of the section around it. */
function level(element) {
  let depth = 2;
  for (
    let at = element.parentElement?.closest('s-section');
    at;
    at = at.parentElement?.closest('s-section')
  )
    depth += 1;
  return Math.min(depth, 4);
}
class Heading extends SurfaceElement {
  draw() {
    const tag = `h${level(this)}`;
    this.shape(':host { display: block; }', `<${tag}><slot></slot></${tag}>`);
  }
}
class Section extends SurfaceElement {
  static observed = ['heading', 'accessibilitylabel'];
  draw() {
    const tag = `h${level(this)}`;
    this.shape(
      ':host { display: block; } section { display: grid; gap: 12px; }',
      `<section><${tag} id="heading" hidden></${tag}><slot></slot></section>`,
    );
    const heading = this.shadowRoot.getElementById('heading');
    const text = this.getAttribute('heading') ?? '';
    heading.textContent = text;
    heading.hidden = text === '';
    const section = this.shadowRoot.querySelector('section');
    if (text !== '') section.setAttribute('aria-labelledby', 'heading');
    else if (this.hasAttribute('accessibilitylabel'))
      section.setAttribute('aria-label', this.getAttribute('accessibilitylabel'));
  }
}

class Badge extends SurfaceElement {
  static observed = ['tone'];
  draw() {
    this.shape(
      ':host { display: inline-block; border-radius: 8px; padding: 1px 8px; }',
      '<slot></slot>',
    );
    const [background, , colour] = TONES[this.getAttribute('tone')] ?? TONES.neutral;
    Object.assign(this.style, { background, color: colour });
  }
}
class Banner extends SurfaceElement {
  static observed = ['heading', 'tone', 'dismissible', 'hidden'];
  ondismiss = null;
  onafterhide = null;
  draw() {
    const first = this.shape(
      ':host { display: block; border-radius: var(--ui-radius); border: 1px solid; padding: 12px 16px; } div { display: grid; gap: 6px; } .plain { justify-self: start; color: inherit; }',
      '<div><strong hidden></strong><slot></slot><slot name="secondary-actions"></slot><button type="button" class="plain" hidden></button></div>',
    );
    const tone = this.getAttribute('tone');
    const [background, borderColor, colour] = TONES[tone] ?? TONES.info;
    Object.assign(this.style, { background, borderColor, color: colour });
    this.setAttribute('role', tone === 'critical' ? 'alert' : 'status');
    const heading = this.shadowRoot.querySelector('strong');
    heading.textContent = this.getAttribute('heading') ?? '';
    heading.hidden = heading.textContent === '';
    heading.style.fontWeight = '600';
    const dismiss = this.shadowRoot.querySelector('button');
    dismiss.hidden = !has(this, 'dismissible');
    dismiss.textContent = this.words.dismiss;
    if (!first) return;
    dismiss.addEventListener('click', () => {
      this.hidden = true;
      this.dispatchEvent(new Event('dismiss'));
      this.dispatchEvent(new Event('afterhide'));
    });
  }
}
class Announcement extends SurfaceElement {
  ondismiss = null;
  draw() {
    const first = this.shape(
      ':host { display: block; border-radius: var(--ui-radius); border: 1px solid var(--ui-line); background: var(--ui-surface); padding: 12px 16px; } div { display: flex; gap: 12px; align-items: start; } .content { flex: 1; display: grid; gap: 6px; } button { border: 0; min-height: 0; padding: 0 6px; font-size: 18px; }',
      '<div role="region"><div class="content"><slot></slot></div><button type="button">×</button></div>',
    );
    const button = this.shadowRoot.querySelector('button');
    button.setAttribute('aria-label', this.words.dismiss);
    if (first) button.addEventListener('click', () => this.dismiss());
    this.shadowRoot
      .querySelector('[role]')
      .setAttribute('aria-label', this.getAttribute('accessibilitylabel') ?? document.title);
  }
  dismiss() {
    this.hidden = true;
    this.dispatchEvent(new Event('dismiss'));
  }
}

class Button extends SurfaceElement {
  static observed = [
    'href',
    'target',
    'variant',
    'tone',
    'disabled',
    'loading',
    'accessibilitylabel',
    'type',
  ];
  static focuses = true;
  draw() {
    const href = this.getAttribute('href');
    const first = this.shape(
      ':host { display: inline-block; max-width: 100%; }',
      `<${href === null ? 'button type="button"' : 'a class="button"'}><slot></slot></${href === null ? 'button' : 'a'}>`,
      href === null ? 'button' : 'a',
    );
    const inner = this.shadowRoot.querySelector('button, a');
    inner.className = `${href === null ? '' : 'button '}${this.getAttribute('variant') ?? ''} ${this.getAttribute('tone') ?? ''}`;
    if (href === null) {
      inner.disabled = has(this, 'disabled') || has(this, 'loading');
    } else {
      address(this, inner);
    }
    if (first) inner.addEventListener('click', (event) => press(this, event));
    if (has(this, 'loading')) inner.setAttribute('aria-busy', 'true');
    else inner.removeAttribute('aria-busy');
    label(this, inner);
  }
}

/** A press, after the extension's own listeners: what the attributes command. */
function press(element, event) {
  const href = element.getAttribute('href');
  if (href !== null) {
    open(event, href);
    return;
  }
  queueMicrotask(() => {
    const name = element.getAttribute('commandfor');
    if (name !== null)
      document.getElementById(name)?.command?.(element.getAttribute('command') ?? '--auto');
    if (element.getAttribute('type') === 'submit') element.closest('s-form')?.submit();
  });
}
/** Other places open beside the page. */
function address(element, inner) {
  const href = element.getAttribute('href');
  inner.href = href;
  if (element.getAttribute('target') === '_blank' || href.startsWith('http'))
    Object.assign(inner, { target: '_blank', rel: 'noreferrer' });
}
class Clickable extends Button {
  draw() {
    super.draw();
    const inner = this.shadowRoot.querySelector('button, a');
    inner.className = '';
    Object.assign(inner.style, {
      border: '0',
      background: 'none',
      padding: '0',
      textAlign: 'start',
      display: 'block',
      width: '100%',
      color: 'inherit',
    });
    this.style.display = 'block';
  }
}
class Link extends SurfaceElement {
  static observed = ['href', 'target', 'tone', 'accessibilitylabel'];
  static focuses = true;
  draw() {
    const href = this.getAttribute('href');
    const first = this.shape(
      ':host { display: inline; overflow-wrap: anywhere; }',
      href === null
        ? '<button type="button" class="plain"><slot></slot></button>'
        : '<a><slot></slot></a>',
      href === null ? 'button' : 'a',
    );
    const inner = this.shadowRoot.querySelector('a, button');
    if (href !== null) address(this, inner);
    if (first) inner.addEventListener('click', (event) => press(this, event));
    label(this, inner);
  }
}

class Icon extends SurfaceElement {
  static observed = ['type', 'tone'];
  draw() {
    this.shape(
      ':host { display: inline-block; width: 16px; height: 16px; vertical-align: -3px; }',
      '<svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5"><circle cx="8" cy="8" r="6"></circle><path d="M8 5v3.5l2 1.5"></path></svg>',
    );
    this.style.color = TONES[this.getAttribute('tone')]?.[2] ?? '';
  }
}
class Spinner extends SurfaceElement {
  static observed = ['accessibilitylabel'];
  draw() {
    this.shape(':host { display: inline-block; }', '<span class="spinner" role="status"></span>');
    const inner = this.shadowRoot.querySelector('span');
    inner.setAttribute('aria-label', this.getAttribute('accessibilitylabel') ?? this.words.loading);
  }
}
class Details extends SurfaceElement {
  static observed = ['open', 'accessibilitylabel', 'defaultopen'];
  ontoggle = null;
  onaftertoggle = null;
  draw() {
    const first = this.shape(
      ':host { display: block; }',
      '<details><summary><slot name="summary"></slot></summary><slot></slot></details>',
    );
    const inner = this.shadowRoot.querySelector('details');
    if (first) {
      inner.open = has(this, 'defaultopen');
      inner.addEventListener('toggle', () => {
        const states = {
          oldState: inner.open ? 'closed' : 'open',
          newState: inner.open ? 'open' : 'closed',
        };
        for (const name of ['toggle', 'aftertoggle'])
          this.dispatchEvent(Object.assign(new Event(name), states));
      });
    }
    if (this.hasAttribute('open')) inner.open = has(this, 'open');
  }
}
class Summary extends SurfaceElement {
  draw() {
    this.shape(':host { display: inline; }', '<slot></slot>');
    if (this.parentElement?.localName === 's-details') this.slot = 'summary';
  }
}

const plain = (css, html) =>
  class extends SurfaceElement {
    draw() {
      this.shape(css, html);
      label(this);
    }
  };
const role = (name, css) =>
  class extends SurfaceElement {
    draw() {
      this.shape(css, '<slot></slot>');
      this.setAttribute('role', name);
    }
  };
const list = (tag) =>
  class extends SurfaceElement {
    draw() {
      this.shape(
        `:host { display: block; } ${tag} { display: grid; gap: 4px; list-style: none; padding: 0; }`,
        `<${tag} role="list"><slot></slot></${tag}>`,
      );
    }
  };

class AdminBlock extends SurfaceElement {
  static observed = ['heading'];
  draw() {
    this.shape(
      ':host { display: block; } section { display: grid; gap: 12px; }',
      '<section aria-labelledby="heading"><h2 id="heading"></h2><slot></slot></section>',
    );
    this.shadowRoot.querySelector('h2').textContent =
      this.getAttribute('heading') ?? document.title;
  }
}
class AdminAction extends SurfaceElement {
  static observed = ['heading', 'loading'];
  draw() {
    this.shape(
      ':host { display: block; } section { display: grid; gap: 16px; } .foot { display: flex; gap: 8px; justify-content: flex-end; flex-wrap: wrap; }',
      '<section aria-labelledby="heading"><h2 id="heading"></h2><span class="spinner" role="status" hidden></span><div><slot></slot></div><div class="foot"><slot name="secondary-actions"></slot><slot name="primary-action"></slot></div></section>',
    );
    this.shadowRoot.querySelector('h2').textContent =
      this.getAttribute('heading') ?? document.title;
    const spinner = this.shadowRoot.querySelector('.spinner');
    spinner.hidden = !has(this, 'loading');
    spinner.style.display = spinner.hidden ? 'none' : '';
    spinner.setAttribute('aria-label', this.words.loading);
  }
}

const ELEMENTS = {
  's-box': Box,
  's-stack': Stack,
  's-grid': Grid,
  's-grid-item': Box,
  's-query-container': Box,
  's-scroll-box': Box,
  's-text': Text,
  's-paragraph': Paragraph,
  's-heading': Heading,
  's-section': Section,
  's-page': Section,
  's-badge': Badge,
  's-banner': Banner,
  's-announcement': Announcement,
  's-button': Button,
  's-press-button': class extends Button {},
  's-button-group': class extends Stack {},
  's-clickable': Clickable,
  's-clickable-chip': class extends Button {},
  's-link': Link,
  's-icon': Icon,
  's-spinner': Spinner,
  's-details': Details,
  's-summary': Summary,
  's-divider': role('separator', ':host { display: block; border-top: 1px solid var(--ui-line); }'),
  's-skeleton-paragraph': plain(
    ':host { display: block; height: 1em; border-radius: 4px; background: var(--ui-subdued-surface); }',
    '<slot></slot>',
  ),
  's-chip': plain(
    ':host { display: inline-block; border: 1px solid var(--ui-line); border-radius: 8px; padding: 1px 8px; }',
    '<slot></slot>',
  ),
  's-time': plain(':host { display: inline; }', '<time><slot></slot></time>'),
  's-abbreviation': plain(':host { display: inline; }', '<abbr><slot></slot></abbr>'),
  's-unordered-list': list('ul'),
  's-ordered-list': list('ol'),
  's-list-item': role(
    'listitem',
    ':host { display: block; padding-left: 16px; position: relative; } :host::before { content: "•"; position: absolute; left: 3px; }',
  ),
  's-table': role('table', ':host { display: table; width: 100%; }'),
  's-table-body': role('rowgroup', ':host { display: table-row-group; }'),
  's-table-header-row': role('row', ':host { display: table-row; }'),
  's-table-row': role('row', ':host { display: table-row; }'),
  's-table-header': role(
    'columnheader',
    ':host { display: table-cell; padding: 6px 8px; font-weight: 550; }',
  ),
  's-table-cell': role('cell', ':host { display: table-cell; padding: 6px 8px; }'),
  's-admin-block': AdminBlock,
  's-admin-action': AdminAction,
};

for (const [name, element] of Object.entries(ELEMENTS)) {
  // One class serves one element's name.
  customElements.define(name, class extends element {});
}
defineFields();
defineOverlays();

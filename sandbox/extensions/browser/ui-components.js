/**
 * Stand-ins for Shopify's `s-*` elements, which only its CDN has: real buttons, links, fields and dialogs in open shadow
 * roots, with the attributes, slots, events and overlay methods that the types of `@shopify/ui-extensions` state.
 */
import { SurfaceElement, has, label } from './ui-element.js';
import { defineFields } from './ui-fields.js';
import { Box, Grid, Stack } from './ui-layout.js';
import { Announcement, Badge, Banner, Icon, Spinner } from './ui-notices.js';
import { defineOverlays } from './ui-overlays.js';
import { Button, Clickable, Link } from './ui-pressed.js';
import { Heading, Paragraph, Section, Text } from './ui-text.js';

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

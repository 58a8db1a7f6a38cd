/** Elements that place others: boxes, stacks and grids. */
import { SurfaceElement, label } from './ui-element.js';
import { SPACES } from './ui-styles.js';

const space = (token) =>
  (token ?? '')
    .split(' ')
    .filter(Boolean)
    .map((each) => SPACES[each] ?? each)
    .join(' ');

export class Box extends SurfaceElement {
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

export class Stack extends Box {
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

export class Grid extends Box {
  static observed = [...Box.observed, 'gap', 'gridtemplatecolumns', 'alignitems'];
  draw() {
    super.draw();
    this.style.display = this.hidden ? 'none' : 'grid';
    this.style.gap = space(this.getAttribute('gap') ?? 'none');
    this.style.gridTemplateColumns = this.getAttribute('gridtemplatecolumns') ?? '';
    this.style.alignItems = this.getAttribute('alignitems') ?? '';
  }
}

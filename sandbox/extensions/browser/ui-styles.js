/** How the stand-in elements look: plain copies of Shopify's spacing, type and colours, on both surfaces. */
export const SPACES = {
  none: '0',
  'small-500': '2px',
  'small-400': '4px',
  'small-300': '6px',
  'small-200': '8px',
  'small-100': '10px',
  small: '12px',
  base: '16px',
  large: '20px',
  'large-100': '24px',
  'large-200': '28px',
  'large-300': '32px',
  'large-400': '40px',
  'large-500': '48px',
};

export const shared = new CSSStyleSheet();
shared.replaceSync(`
:host { box-sizing: border-box; min-width: 0; font: inherit; }
:host([hidden]) { display: none !important; }
* { box-sizing: border-box; font: inherit; }
[hidden] { display: none !important; }
a { color: var(--ui-link); text-underline-offset: 2px; }
button, a.button {
  display: inline-flex; align-items: center; justify-content: center; gap: 8px; min-height: var(--ui-button-height);
  padding: 6px 16px; border-radius: var(--ui-radius); border: 1px solid var(--ui-border); background: var(--ui-surface);
  color: var(--ui-text); font-weight: 550; text-decoration: none; cursor: pointer; max-width: 100%;
}
button:hover, a.button:hover { background: var(--ui-subdued-surface); }
button.primary, a.button.primary { background: var(--ui-primary); border-color: var(--ui-primary); color: #fff; }
button.primary:hover { filter: brightness(1.2); }
button.critical { color: var(--ui-critical); }
button.primary.critical { color: #fff; background: var(--ui-critical); border-color: var(--ui-critical); }
button.plain { border: 0; background: none; padding: 0; min-height: 0; color: var(--ui-link); text-decoration: underline; font-weight: inherit; }
button:disabled { opacity: .5; cursor: default; }
:focus-visible { outline: 2px solid var(--ui-focus); outline-offset: 2px; }
h1, h2, h3, h4 { margin: 0; font-weight: 600; line-height: 1.3; }
h2 { font-size: var(--ui-h2); } h3, h4 { font-size: var(--ui-h3); }
p { margin: 0; }
label, legend { display: block; padding: 0; margin: 0 0 4px; color: var(--ui-text); }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
input, textarea, select {
  width: 100%; padding: 9px 12px; border-radius: var(--ui-radius); border: 1px solid var(--ui-border);
  background: var(--ui-surface); color: var(--ui-text); min-height: var(--ui-button-height);
}
input[type=radio], input[type=checkbox] { width: 18px; height: 18px; min-height: 0; margin: 0; flex: none; accent-color: var(--ui-primary); }
.choice { display: flex; gap: 10px; align-items: center; margin: 0; padding: 5px 0; }
.help { color: var(--ui-subdued); margin-top: 4px; font-size: .93em; }
.error { color: var(--ui-critical); margin-top: 4px; }
[aria-invalid=true] { border-color: var(--ui-critical); }
.spinner { width: 18px; height: 18px; border-radius: 50%; border: 2px solid currentColor; border-right-color: transparent; animation: turn .8s linear infinite; display: inline-block; }
@keyframes turn { to { transform: rotate(1turn); } }
@media (prefers-reduced-motion: reduce) { .spinner { animation-duration: 4s; } }
dialog {
  border: 0; padding: 0; border-radius: 12px; color: var(--ui-text); background: var(--ui-surface);
  width: min(520px, calc(100vw - 32px)); max-height: calc(100dvh - 32px); overflow: auto; box-shadow: 0 12px 40px #0005;
}
dialog::backdrop { background: #0006; }
dialog .head { display: flex; gap: 12px; align-items: center; padding: 16px 20px; border-bottom: 1px solid var(--ui-line); position: sticky; top: 0; background: var(--ui-surface); }
dialog .head h2 { flex: 1; }
dialog .head button { border: 0; padding: 4px 10px; font-size: 20px; line-height: 1; }
dialog .content { padding: 20px; }
dialog .foot { display: flex; gap: 8px; justify-content: flex-end; flex-wrap: wrap; padding: 0 20px 20px; }
details > summary { cursor: pointer; padding: 4px 0; font-weight: 550; }
details[open] > summary { margin-bottom: 8px; }
ul, ol { margin: 0; padding-left: 20px; }
`);

/** Background, border and text of a tone. */
export const TONES = {
  info: ['#eaf4ff', '#a8d0f7', '#00406f'],
  success: ['#e3f6e9', '#92d5a8', '#0c5132'],
  warning: ['#fff5dc', '#f0cf7a', '#5a4000'],
  caution: ['#fff5dc', '#f0cf7a', '#5a4000'],
  critical: ['#fdeceb', '#efb3ae', '#8e0b21'],
  neutral: ['#f1f1f1', '#d6d6d6', '#4a4a4a'],
};

/** The few words that the elements themselves say. */
export const OWN_WORDS = {
  en: { close: 'Close', dismiss: 'Dismiss', loading: 'Loading' },
  'zh-CN': { close: '关闭', dismiss: '忽略', loading: '加载中' },
  'zh-TW': { close: '關閉', dismiss: '忽略', loading: '載入中' },
  de: { close: 'Schließen', dismiss: 'Ausblenden', loading: 'Wird geladen' },
  fr: { close: 'Fermer', dismiss: 'Masquer', loading: 'Chargement' },
  es: { close: 'Cerrar', dismiss: 'Descartar', loading: 'Cargando' },
  pt: { close: 'Fechar', dismiss: 'Dispensar', loading: 'A carregar' },
  ja: { close: '閉じる', dismiss: '非表示', loading: '読み込み中' },
};

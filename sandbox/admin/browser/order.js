/** The order's page: its menu of actions opens an extension's action in a dialog, which the extension may close. */
const dialog = document.getElementById('action');
const menu = document.querySelector('.more');
const button = menu?.querySelector('button');

window.openAction = () => {
  if (dialog === null) return;
  menu.open = false;
  dialog.querySelector('iframe').src = button.dataset.action;
  dialog.showModal();
};
window.closeAction = () => dialog?.close();
button?.addEventListener('click', window.openAction);
dialog?.querySelector('.close').addEventListener('click', window.closeAction);
// What the extension draws ends with its dialog.
dialog?.addEventListener('close', () => dialog.querySelector('iframe').removeAttribute('src'));

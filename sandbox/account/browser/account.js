/** The sandbox's bar: a choice is made at once. */
const bar = document.querySelector('.sandbox-bar');
for (const select of bar.querySelectorAll('select')) {
  select.addEventListener('change', () => {
    // Who is nobody is not signed in; who is somebody again is.
    const state = bar.elements.state;
    if (select.name === 'as' && state !== undefined && select.value !== 'nobody')
      state.value = 'authenticated';
    bar.submit();
  });
}

/** The sources' dashboards: copies keys, saves addresses for pushes, orders faults. */
const words = JSON.parse(document.getElementById('source-words').textContent);

async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.ok) return words.saved;
  const { errors } = await response.json();
  return `${words.refused}: ${errors}`;
}
function say(within, text) {
  within.querySelector('[role="status"]').textContent = text;
}

for (const button of document.querySelectorAll('[data-copy]')) {
  button.addEventListener('click', async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    // Without permission the text stays selected, ready to be copied by hand.
    await navigator.clipboard?.writeText(field.value).catch(() => {});
    say(button.parentElement, words.copied);
  });
}
for (const card of document.querySelectorAll('[data-source]')) {
  const { source, key } = card.dataset;
  card.querySelector('form.webhook').addEventListener('submit', async (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const webhookUrl = form.elements.webhookUrl.value.trim() || null;
    say(form, await post('/sandbox/sources', { source, key, webhookUrl }));
  });
  card.querySelector('form.faults').addEventListener('submit', async (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const { fault, times } = form.elements;
    say(
      form,
      await post('/sandbox/source-faults', {
        source,
        fault: fault.value,
        times: Number(times.value),
      }),
    );
  });
}

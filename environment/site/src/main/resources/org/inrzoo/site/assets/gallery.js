'use strict';
// Filters and sorts the gallery; without this script all models are there, in the order of their families.
(() => {
  const form = document.querySelector('form.filter');
  const list = document.querySelector('ul.gallery');
  const cards = [...list.children];
  const said = document.querySelector('[data-count]');
  const keys = ['text', 'family', 'kind', 'sort'];

  const number = (card, key) => card.dataset[key] === undefined ? NaN : Number(card.dataset[key]);

  /** By a number, the least first or, with the sign -1, the largest; models without one come last. */
  const by = (key, sign) => (a, b) => {
    const x = number(a, key), y = number(b, key);
    return Number.isNaN(x) || Number.isNaN(y) ? Number.isNaN(x) - Number.isNaN(y) : sign * (x - y);
  };

  const orders = {
    family: () => 0,
    name: (a, b) => a.dataset.name < b.dataset.name ? -1 : 1,
    psnr: by('psnr', -1),
    accuracy: by('accuracy', -1),
    parameters: by('parameters', 1),
    seconds: by('seconds', 1),
  };

  function show() {
    const { text, family, kind, sort } = Object.fromEntries(new FormData(form));
    const words = text.toLowerCase().split(/\s+/).filter(word => word);
    let count = 0;
    for (const card of [...cards].sort(orders[sort])) {
      const fits = words.every(word => card.dataset.words.includes(word))
        && (!family || card.dataset.family === family) && (!kind || card.dataset.kind === kind);
      card.hidden = !fits;
      count += fits;
      list.append(card);
    }
    said.textContent = count === 1 ? '1 model' : `${count} models`;
    const state = new URLSearchParams([...new FormData(form)].filter(([key, value]) => value && !(key === 'sort' && value === 'family')));
    history.replaceState(null, '', String(state) ? '#' + state : location.href.split('#')[0]);
  }

  const state = new URLSearchParams(location.hash.slice(1));
  keys.forEach(key => {
    if (state.has(key)) form.elements[key].value = state.get(key);
  });
  form.addEventListener('input', show);
  form.addEventListener('submit', event => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(show));
  form.hidden = false;
  show();
})();

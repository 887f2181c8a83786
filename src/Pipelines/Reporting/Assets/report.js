(() => {
  'use strict';
  const root = document.documentElement, tip = document.getElementById('tip');
  const all = (query, of = document) => [...of.querySelectorAll(query)];

  // Light and dark: the button turns over whatever is shown now.
  document.querySelector('.theme').addEventListener('click', () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  });

  // Tips: the mark under the pointer, else the nearest one within reach; arrow keys walk through all of them.
  let on = null;
  const hide = () => { on?.classList.remove('on'); on = null; tip.classList.remove('on'); };
  // A narrow chart has the marks of the wide one in the same order, and the wide one has their tips.
  const tipOf = mark => mark.dataset.t ?? all('.wide .m', mark.closest('.draw'))[all('.m', mark.closest('svg')).indexOf(mark)].dataset.t;
  const show = mark => {
    if (on !== mark) {
      on?.classList.remove('on');
      on = mark;
      mark.classList.add('on');
      tip.textContent = tipOf(mark);
    }
    const at = mark.getBoundingClientRect(), box = tip.getBoundingClientRect();
    const left = Math.min(Math.max(4, at.left + at.width / 2 - box.width / 2), root.clientWidth - box.width - 4);
    const top = at.top - box.height - 8 > 0 ? at.top - box.height - 8 : Math.min(at.bottom + 8, innerHeight - box.height - 4);
    tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    tip.classList.add('on');
  };
  const boxes = new WeakMap();
  const marksOf = svg => {
    if (!boxes.has(svg)) boxes.set(svg, all('.m', svg).map(mark => ({ mark, box: mark.getBBox() })));
    return boxes.get(svg);
  };
  const nearest = (svg, event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    let best = null, least = 30 * 30, size = Infinity;
    for (const { mark, box } of marksOf(svg)) {
      const dx = Math.max(box.x - at.x, 0, at.x - box.x - box.width), dy = Math.max(box.y - at.y, 0, at.y - box.y - box.height);
      const away = dx * dx + dy * dy, area = box.width * box.height;
      if (away < least || (away === least && area < size)) { best = mark; least = away; size = area; }
    }
    return best;
  };
  for (const svg of all('.draw svg')) {
    const point = event => { const mark = nearest(svg, event); if (mark) show(mark); else hide(); };
    svg.addEventListener('pointermove', point);
    svg.addEventListener('pointerdown', point);
    svg.addEventListener('pointerleave', event => { if (event.pointerType === 'mouse') hide(); });
    svg.addEventListener('blur', hide);
    svg.addEventListener('keydown', event => {
      const marks = marksOf(svg), now = marks.findIndex(m => m.mark === on);
      const next = { ArrowRight: now + 1, ArrowDown: now + 1, ArrowLeft: now - 1, ArrowUp: now - 1, Home: 0, End: marks.length - 1 }[event.key];
      if (event.key === 'Escape') hide();
      if (next === undefined || marks.length === 0) return;
      event.preventDefault();
      show(marks[Math.max(0, Math.min(marks.length - 1, next))].mark);
    });
  }
  addEventListener('scroll', () => {
    const at = on?.getBoundingClientRect();
    if (at) if (at.bottom < 0 || at.top > innerHeight) hide(); else show(on);
  }, { passive: true });
  addEventListener('pointerdown', event => { if (!event.target.closest('.draw svg')) hide(); });

  // Copying: tabs and line ends are what a spreadsheet takes; a text that would be read as a formula is quoted.
  const say = button => {
    const before = button.textContent;
    if (before === document.body.dataset.copied) return;
    button.textContent = document.body.dataset.copied;
    setTimeout(() => { button.textContent = before; }, 1500);
  };
  const copy = (text, button) => {
    const byHand = () => {
      const area = document.createElement('textarea');
      area.value = text;
      area.className = 'vh';
      document.body.append(area);
      area.select();
      const done = document.execCommand('copy');
      area.remove();
      button.focus({ preventScroll: true });
      if (done) say(button);
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(() => say(button), byHand); else byHand();
  };
  const cellText = cell => {
    if (cell.dataset.v !== undefined) return cell.dataset.v;
    const text = (cell.querySelector('span') ?? cell).textContent.replace(/\s+/g, ' ').trim();
    return /^[=+\-@]/.test(text) && text.length > 1 ? `'${text}` : text;
  };
  for (const button of all('[data-copy]')) {
    button.addEventListener('click', () => {
      const text = button.dataset.copy === 'code'
        ? button.parentElement.querySelector('code').textContent
        : all('tr', button.closest('.table')).map(row => [...row.cells].map(cellText).join('\t')).join('\r\n');
      copy(text, button);
    });
  }

  // Saving a chart: the colours of the page are written into a copy of it, under its title.
  const written = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linejoin', 'stroke-linecap', 'opacity', 'paint-order', 'font-family', 'font-size', 'font-weight', 'font-variant-numeric'];
  const standalone = (svg, title) => {
    hide();
    const copy = svg.cloneNode(true), from = all('*', svg), to = all('*', copy);
    from.forEach((shape, i) => {
      const style = getComputedStyle(shape);
      for (const name of written) {
        if (name.startsWith('font') && shape.tagName !== 'text') continue;
        to[i].setAttribute(name, style.getPropertyValue(name));
      }
    });
    to.forEach(shape => { if (shape.matches('.h')) shape.remove(); else { shape.removeAttribute('class'); shape.removeAttribute('data-t'); } });
    const { width, height } = svg.viewBox.baseVal, page = getComputedStyle(document.body), pad = 16, head = 30;
    const make = (name, values) => {
      const shape = document.createElementNS(svg.namespaceURI, name);
      for (const key in values) shape.setAttribute(key, values[key]);
      return shape;
    };
    const heading = make('text', { x: 0, y: -14, 'font-family': page.fontFamily, 'font-size': 16, 'font-weight': 600, fill: page.color });
    heading.textContent = title;
    const name = make('title', {});
    name.textContent = title;
    copy.prepend(name, make('rect', { x: -pad, y: -head - pad, width: width + 2 * pad, height: height + head + 2 * pad, fill: page.backgroundColor }), heading);
    for (const gone of ['class', 'tabindex', 'aria-describedby']) copy.removeAttribute(gone);
    const size = { width: width + 2 * pad, height: height + head + 2 * pad };
    copy.setAttribute('viewBox', `${-pad} ${-head - pad} ${size.width} ${size.height}`);
    copy.setAttribute('width', size.width);
    copy.setAttribute('height', size.height);
    return { text: new XMLSerializer().serializeToString(copy), ...size };
  };
  const save = (blob, name) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  for (const button of all('[data-save]')) {
    button.addEventListener('click', () => {
      const figure = button.closest('figure'), svg = all('.draw svg', figure).find(s => getComputedStyle(s).display !== 'none');
      const name = figure.id.replace(/^c-/, '');
      const picture = standalone(svg, figure.querySelector('figcaption').textContent);
      if (button.dataset.save === 'svg') {
        save(new Blob([picture.text], { type: 'image/svg+xml' }), name + '.svg');
        return;
      }
      const image = new Image();
      image.onload = () => {
        const canvas = document.createElement('canvas');
        canvas.width = picture.width * 2;
        canvas.height = picture.height * 2;
        const draw = canvas.getContext('2d');
        draw.scale(2, 2);
        draw.drawImage(image, 0, 0, picture.width, picture.height);
        canvas.toBlob(blob => save(blob, name + '.png'), 'image/png');
      };
      image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(picture.text);
    });
  }

  // Paper shows the data behind every chart.
  let opened = [];
  addEventListener('beforeprint', () => { opened = all('details:not([open])'); opened.forEach(d => { d.open = true; }); });
  addEventListener('afterprint', () => { opened.forEach(d => { d.open = false; }); opened = []; });

  // The contents say where the reader is.
  const links = new Map(all('.toc a').map(link => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver(entries => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      links.forEach(link => { link.classList.remove('here'); link.removeAttribute('aria-current'); });
      const link = links.get(entry.target.id);
      link?.classList.add('here');
      link?.setAttribute('aria-current', 'true');
    }
  }, { rootMargin: '-15% 0px -75% 0px' });
  for (const id of links.keys()) seen.observe(document.getElementById(id));
})();

// Builds and updates the page. Whatever is shown is set as text, never as markup.

/** A new element; children are elements or texts. */
export function element(tag, classes = '', ...children) {
  const made = document.createElement(tag);
  if (classes) {
    made.className = classes;
  }
  made.append(...children.map(child => child instanceof Node ? child : document.createTextNode(String(child))));
  return made;
}

export const byId = id => document.getElementById(id);

/** Sets a text only where it changes, so that selections and screen readers are left alone. */
export function setText(target, text) {
  if (target.textContent !== String(text)) {
    target.textContent = text;
  }
}

export function setClass(target, classes) {
  if (target.className !== classes) {
    target.className = classes;
  }
}

export function setWidth(target, share) {
  target.style.width = `${Math.max(0, Math.min(1, share)) * 100}%`;
}

const known = new WeakMap();

/**
 * Makes the children of a container those of the items, in their order. What was there stays the same element, so that
 * focus and what is open stay too. `create` gives an element with a method `update(item)`.
 */
export function keyed(container, items, keyOf, create) {
  const before = known.get(container) ?? new Map();
  const after = new Map();
  let at = container.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    const child = before.get(key) ?? create(item);
    before.delete(key);
    after.set(key, child);
    child.update(item);
    if (child === at) {
      at = at.nextElementSibling;
    } else {
      container.insertBefore(child, at);
    }
  }
  before.forEach(gone => gone.remove());
  known.set(container, after);
}

/** An element with an `update`, for `keyed`. */
export function updating(made, update) {
  made.update = update;
  return made;
}

/** Terms with their descriptions, `[term, text]` each. */
export function definitions(list, pairs) {
  keyed(list, pairs, pair => pair[0], pair => {
    const value = element('dd');
    return updating(element('div', '', element('dt', '', pair[0]), value), next => setText(value, next[1]));
  });
}

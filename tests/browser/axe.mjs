// What axe finds wrong with a page. Its source is put in before the page, as a script that the page's
// policy does not rule over.
const everything = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};

/** What can differ between two schemes of colours. */
export const colours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

export async function violations(page, rules = everything) {
  const found = await page.evaluate(
    (runOnly) => globalThis.axe.run(document, { runOnly, resultTypes: ['violations'] }),
    rules,
  );
  return found.violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n    ${nodes.map((node) => node.html).slice(0, 3).join('\n    ')}`,
  );
}

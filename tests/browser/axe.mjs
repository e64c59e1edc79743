// What axe finds wrong with a page. Its source is put in before the page, as a script that the page's
// policy does not rule over.
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function violations(page) {
  const found = await page.evaluate((values) => {
    return globalThis.axe.run(document, {
      runOnly: { type: 'tag', values },
      resultTypes: ['violations'],
    });
  }, rules);
  return found.violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n    ${nodes.map((node) => node.html).slice(0, 3).join('\n    ')}`,
  );
}

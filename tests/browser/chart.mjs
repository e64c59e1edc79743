// A chart as a reader finds it: by its title, its marks by what they say, its numbers as a table.

/** The chart under a title. */
export const chart = (page, title) => page.getByRole('region', { name: title, exact: true });

/** The charts of a page. */
export const charts = (page) => page.locator('section:has(> .chart)');

/** The picture that stands on a screen of this width; the other one is not there. */
export const picture = (chart) => chart.locator('.chart > svg:visible');

/** The marks of a chart, in the order in which they are walked. */
export const marks = (chart) => picture(chart).locator('.item');

/** What the marks say. */
export const said = (chart) => marks(chart).evaluateAll((items) => items.map((item) => item.getAttribute('aria-label')));

/** A mark by how what it says begins. */
export const mark = (chart, name) => picture(chart).locator(`.item[aria-label^=${JSON.stringify(name)}]`);

/** What stands under the picture of the mark that is pointed at or has the focus. */
export const readout = (chart) => chart.locator('.readout').innerText();

/** Opens a part that waits behind a word. */
export async function unfold(chart, words) {
  const details = chart.locator('details', { has: chart.page().getByText(words, { exact: true }) });
  if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
  return details;
}

/** The numbers of a chart as its table has them: a name, a number and where the name leads. */
export async function numbers(chart) {
  const table = (await unfold(chart, 'Show as table')).getByRole('table');
  return table.locator('tbody tr').evaluateAll((rows) =>
    rows.map((row) => ({
      name: row.cells[0].textContent,
      number: row.cells[1].textContent,
      href: row.cells[0].querySelector('a')?.getAttribute('href') ?? null,
    })),
  );
}

/** What has the focus says. */
export const focus = (page) =>
  page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent);

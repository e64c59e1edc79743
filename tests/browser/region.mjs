// The region of totals and its ledgers, as a reader finds them: by roles and names.
import { programShown } from './routes.mjs';

/** A visit to an address, with the program running. */
export async function shown({ page, server }, address) {
  // A load of its own: nothing that is read stands there from the page before.
  await page.goto('about:blank');
  await page.goto(server.view(address));
  await programShown(page);
}

/** The region of totals of a page. */
export const region = (page) => page.getByRole('region', { name: 'Totals', exact: true });

/** The button that explains a total, `people found` for example. */
export const explain = (page, what) =>
  region(page).getByRole('button', { name: `Explain ${what}`, exact: true });

/** A total of a page: what it counts, its number, what stands behind it, the sentences about it. */
export const total = (page, what) =>
  region(page).getByRole('listitem').filter({ has: page.getByRole('button', { name: `Explain ${what}`, exact: true }) });

/** The number of a total. */
export const number = (page, what) => total(page, what).getByRole('strong').innerText();

/** Opens the totals of groups of suspects, which wait behind a word. */
export const unfold = (page) => region(page).getByText(/^Arrests by group; /).click();

/** Waits until a total reads so: the number may be about to change. */
export const reads = (page, what, words) =>
  total(page, what).getByRole('strong').and(page.getByText(words, { exact: true })).waitFor();

/** The ledger that stands open over a page. */
export const ledger = (page) => page.getByRole('dialog', { name: 'Ledger', exact: true });

/** The links to figures within a part of a page. */
export const figuresIn = (part) => part.locator('a[href^="#/figures/"]');

/** The buttons by which a ledger is taken along, and the files that they make. */
export const FORMS = { csv: 'Download CSV', json: 'Download JSON', notes: 'Download as notes' };

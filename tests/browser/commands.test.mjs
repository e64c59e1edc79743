// The command line and the app answer the same address alike: the same rows in the same order, the
// same counts of every value of every facet.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

import { test, visits } from './harness.mjs';
import { programShown } from './routes.mjs';
import { root } from './server.mjs';

const visit = visits();

const addresses = [
  'operations',
  'operations?state=KS',
  'operations?state=KS&state=MO&kind!=demand_sting',
  'operations?year=2019..2021',
  'operations?year=2019..&sort=-announced,name',
  'operations?state.all=KS&state.all=MO',
  'operations?tactic.all=undercover_online&tactic.all=tip_review',
  'operations?state=-',
  'operations?agency=fbi&q=children',
  'operations?q=%22cross%20country%22&sort=found',
  'operations?q=kansas%20-city&sort=-arrests,date',
  'operations?series=operation-cross-country&part=part',
  'operations?whole=2019-operation-independence-day',
  'operations?measure=convictions&sort=place',
  'operations?population=children&source_kind=court',
  'operations?place=us-fl&level!=federal',
  'operations?offence=narcotics&sort=-sources',
  'operations?country=GB',
  'figures?measure=victims&state=KS',
  'figures?measure=arrests&value=100..&sort=-value',
  'figures?value=..10&qualifier=exactly&year=2021',
  'figures?outcome=rescued&population=children',
  'figures?scope=cumulative&sort=published',
  'figures?source=2018-operation-misafekid/s1',
  'figures?qualifier!=exactly&q=ohio',
  'figures?id=2021-hsi-kansas-city-31-victims',
  'agencies',
  'agencies?level=federal&sort=name',
  'agencies?agency=fbi&year=2019',
  'agencies?state=KS&q=sheriff',
  'agencies/fbi?kind=national_sweep',
  'places?place_type=county&sort=-last,name',
  'places?state=KS',
  'places/us-ks?year=2021',
  'programmes?sort=first',
  'programmes?country=US&agency=hsi',
  'programmes/innocence-lost?state=TX',
  'offences?year=2020..2022&level=county',
  'sources?source_kind=agency_release&sort=source',
  'sources?measure=missing_children&year=2018..2020&sort=-figures',
];

/** The program of the command line, built once. */
function command() {
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 };
  const built = execFileSync(
    'cargo',
    ['build', '--quiet', '--features', 'app', '--bin', 'clearcount', '--message-format', 'json'],
    options,
  );
  const program = built
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .find((line) => line.executable && line.target.name === 'clearcount').executable;
  return async (...words) => JSON.parse((await promisify(execFile)(program, words, options)).stdout);
}

const key = (row) => {
  if (row.source && !row.figure) return `${row.operation}/${row.source}`;
  return row.figure ? `${row.operation}/${row.figure}` : row.id;
};

const call = command();

for (let first = 0; first < addresses.length; first += 10) {
  test(`addresses ${first + 1} to ${first + 10} give the same through both`, async (t) => {
    const { page, server } = await visit(t);
    await page.goto(server.view('#/about'));
    await programShown(page);
    for (const address of addresses.slice(first, first + 10)) await compare(page, address);
  });
}

test('there are forty addresses', () => {
  assert.equal(new Set(addresses).size, 40);
});

async function compare(page, address) {
  const [rows, counted] = await Promise.all([call('list', address, '--json'), call('count', address)]);
  assert.equal(rows.length, counted.rows, address);
  const shown = `${counted.rows} of ${counted.of}`.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  // The largest page of the app; what goes beyond it is compared by its first rows.
  const sized = `${address}${address.includes('?') ? '&' : '?'}size=500`;
  await page.evaluate((fragment) => (location.hash = fragment), `/${sized}`);
  await page.getByRole('status').filter({ hasText: shown }).first().waitFor();
  const app = await page.evaluate(() => ({
    rows: [...document.querySelectorAll('.rows tbody tr')].map((row) => row.dataset.key),
    facets: [...document.querySelectorAll('.facet input[type=checkbox]')].map((input) => input.getAttribute('aria-label')),
  }));
  assert.deepEqual(app.rows, rows.slice(0, 500).map(key), address);
  const known = new Set(
    Object.values(counted.facets).flat().map(({ label, count }) => `${label}, ${count.toLocaleString('en')}`),
  );
  assert.ok(app.facets.length > 0, address);
  for (const facet of app.facets) assert.ok(known.has(facet), `${address}: ${facet}`);
}

// Every route that is photographed and checked for accessibility: a name for files, and the address.
// `ready` waits for what only the finished view shows.
export const routes = [
  { name: 'start', hash: '#/' },
  { name: 'operations', hash: '#/operations' },
  { name: 'operations-filtered', hash: '#/operations?state=KS&year=2019..2021&sort=name,date' },
  { name: 'operations-stretches', hash: '#/operations?date=2016-03..2019&state!=KS&tactic.all=undercover_online' },
  { name: 'figures-values', hash: '#/figures?value=20..499' },
  { name: 'figures', hash: '#/figures?measure=arrests' },
  { name: 'figure', hash: '#/figures/2018-operation-misafekid/f2' },
  { name: 'operation-misafekid', hash: '#/operations/2018-operation-misafekid' },
  { name: 'operation-kansas-city', hash: '#/operations/2021-hsi-kansas-city-31-victims' },
  { name: 'operation-independence-day', hash: '#/operations/2019-operation-independence-day' },
  { name: 'operations-search', hash: '#/operations?q=wichita+hotel' },
  { name: 'operations-arranged', hash: '#/operations?sort=kind,-date&cols=kind,trafficking,series,figures,found&density=compact&size=25' },
  { name: 'agencies', hash: '#/agencies' },
  { name: 'agency', hash: '#/agencies/fbi' },
  { name: 'places', hash: '#/places?place_type=county&place_type=state' },
  { name: 'place', hash: '#/places/us-ks' },
  { name: 'programmes', hash: '#/programmes' },
  { name: 'programme', hash: '#/programmes/operation-cross-country' },
  { name: 'offences', hash: '#/offences' },
  { name: 'sources', hash: '#/sources?source_kind=agency_release' },
  { name: 'disagreements', hash: '#/disagreements' },
  { name: 'ledger', hash: '#/ledger?state=NC&year=2019&measure=victims&population=children' },
  { name: 'ledger-refused', hash: '#/ledger?measure=victims&measure=arrests' },
  { name: 'chart-timeline', hash: '#/operations?of=victims' },
  { name: 'chart-bars', hash: '#/operations?chart=bars&by=state&of=victims' },
  { name: 'chart-map', hash: '#/operations?chart=map' },
  { name: 'chart-map-people', hash: '#/operations?chart=map&of=victims' },
  { name: 'chart-matrix', hash: '#/agencies?chart=matrix' },
  { name: 'chart-ranges', hash: '#/operations?chart=ranges' },
  { name: 'chart-multiples', hash: '#/operations?chart=multiples' },
  { name: 'totals-by', hash: '#/operations?series=operation-cross-country&by=year&chart=none' },
  { name: 'compare', hash: '#/compare?id=2021-hsi-kansas-city-31-victims&id=2021-operation-archangel-wichita&id=2022-operation-blue-ghost' },
  { name: 'compare-refused', hash: '#/compare?series=operation-cross-country' },
  { name: 'compare-chosen', hash: '#/operations?state=KS&year=2021&compare=2021-operation-archangel-wichita&cols=date,found,arrests,stages' },
  { name: 'check', hash: '#/?check=391%20victims%20cross%20country' },
  { name: 'embedded', hash: '#/operations?state=KS&year=2021&embed=1' },
  { name: 'version-unknown', hash: '#/operations?state=KS&year=2021&v=2020.1.0' },
  { name: 'about', hash: '#/about' },
];

/** The program has taken the place of the static page when its skeleton is gone, and has drawn a chart of
 *  many marks when its sketch is. */
export async function programShown(page) {
  await page.locator('.skeleton').waitFor({ state: 'detached' });
  await page.locator('.chart > svg[role=img]').first().waitFor({ state: 'detached' });
}

/** Runs in a page before its scripts: what the program adds up once its first frame is there waits for
 *  `addUp`. */
export const holdNumbers = () => {
  const real = globalThis.setTimeout;
  globalThis.setTimeout = (action, wait, ...given) => {
    if (wait !== 20 || globalThis.addUp) return real(action, wait, ...given);
    globalThis.addUp = action;
    return 0;
  };
};

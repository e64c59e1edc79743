// Finds the drivers where `cargo xtask` installed them (`.cache/browser-tests`), or beside this file
// after an `npm ci` by hand.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const folder = process.env.CLEARCOUNT_NODE_PACKAGES ?? import.meta.dirname;
const require = createRequire(join(folder, 'package.json'));

export const { chromium } = require('playwright-core');
export const axeSource = () => readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
// Loaded only where it is used: starting it takes a while.
export const puppeteer = () => require('puppeteer-core').default ?? require('puppeteer-core');

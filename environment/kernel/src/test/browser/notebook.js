// Works with a notebook as a user does: node notebook.js URL CHROMIUM SCREENSHOTS
const { chromium } = require('playwright-core');
const assert = require('node:assert/strict');

const [url, executablePath, screenshots] = process.argv.slice(2);

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

async function main() {
  const browser = await chromium.launch({ executablePath, args: flags });
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 1100 } });
    page.setDefaultTimeout(60_000);
    await page.goto(url);
    await page.waitForFunction(() => window.Jupyter?.notebook?.kernel?.is_connected());
    await runAll(page);
    await showsPictureChartAndTable(page);
    await replacesProgress(page);
    await interrupts(page);
    await completesAndExplains(page);
  } finally {
    await browser.close();
  }
}

const output = (page, cell) => page.locator('.code_cell').nth(cell).locator('.output_area');

async function runAll(page) {
  await page.click('#celllink');
  await page.click('#run_all_cells');
}

async function showsPictureChartAndTable(page) {
  for (const [cell, width] of [[0, 64], [1, 400]]) {
    const picture = output(page, cell).locator('img');
    await picture.waitFor();
    assert.equal(await picture.evaluate(img => img.naturalWidth), width, `width of the picture of cell ${cell}`);
  }
  await output(page, 2).locator('table td', { hasText: 'siren' }).waitFor();
}

async function replacesProgress(page) {
  await output(page, 3).getByText('step 5 of 5').waitFor();
  assert.equal((await output(page, 3).innerText()).match(/step/g).length, 1, 'only the last step is there');
}

async function interrupts(page) {
  await output(page, 4).getByText('running').waitFor();
  await page.screenshot({ path: `${screenshots}/running.png` });
  await page.click('#kernellink');
  await page.click('#int_kernel');
  await output(page, 4).getByText(/cell \[5\], line \d: interrupted/).waitFor();
}

async function completesAndExplains(page) {
  await page.locator('.code_cell').nth(5).locator('.CodeMirror').click();
  await page.keyboard.press('Shift+Enter');
  await output(page, 5).getByText('still here: 64').waitFor();
  const last = page.locator('.code_cell').nth(6).locator('.CodeMirror');
  await last.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('picture.getWid');
  await page.keyboard.press('Tab');
  await page.locator('.code_cell').nth(6).getByText('picture.getWidth(').waitFor();
  await page.keyboard.press('Shift+Tab');
  await page.locator('#tooltip', { hasText: 'int BufferedImage.getWidth(' }).waitFor();
  await page.screenshot({ path: `${screenshots}/help.png` });
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});

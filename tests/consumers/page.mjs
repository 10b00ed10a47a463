// Drives the HTML page in a browser: `node page.mjs PAGE.html FOLDER`. Ends with 1 at the first thing that is not as it
// should be; leaves screenshots and the saved decisions in FOLDER.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [, , file, folder] = process.argv;
const address = pathToFileURL(file).href;
const check = (holds, what) => {
  if (!holds) throw new Error(`expected: ${what}`);
};

/** Opens the page and notes every complaint of the browser and every address that it asks for. */
async function open(browser, options) {
  const context = await browser.newContext({ acceptDownloads: true, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (request.url() !== address && !request.url().startsWith("blob:")) complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(address);
  return { context, page, complaints };
}

/** Contrast of the text of each element with what stands behind it, as WCAG counts it. */
const contrasts = () => {
  const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const numbers = (color) => (color.match(/[\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = numbers(getComputedStyle(at).backgroundColor);
      if (color.length === 3 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.data.trim() !== "");
    const style = getComputedStyle(element);
    if (!own || !element.checkVisibility() || element.matches(".vh, .vh *, :disabled, option, script")) continue;
    const [a, b] = [light(numbers(style.color)), light(behind(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) poor.push(`${element.tagName}.${element.className} "${element.textContent.trim().slice(0, 20)}" ${ratio.toFixed(2)}`);
  }
  return poor;
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
try {
  // Wide, light: look through, filter, decide, save.
  const { context, page, complaints } = await open(browser, { viewport: { width: 1440, height: 900 }, colorScheme: "light" });
  const current = () => page.locator("section.piece.current .card.current");
  check(await page.locator(".card.current").count() === 1, "a statement that is chosen at the start");
  const first = await current().getAttribute("id");
  check((await current().getAttribute("data-verdict")) === "divergent", "the first statement to look at is divergent");
  check(await page.locator(".claim.chosen").count() > 0, "the statement is marked in the piece");
  check(await page.locator(".sources .words").count() > 0, "the words are marked in the report");
  await page.keyboard.press("n");
  check((await current().getAttribute("id")) !== first, "n goes on");
  check((await page.evaluate(() => document.activeElement.className)).includes("claim"), "the focus follows");
  await page.keyboard.press("p");
  check((await current().getAttribute("id")) === first, "p goes back");
  await page.screenshot({ path: join(folder, "wide-light.png") });
  check((await page.evaluate(contrasts)).length === 0, `contrast: ${await page.evaluate(contrasts)}`);

  const before = await page.locator("#progress").textContent();
  await page.locator("label.chip:has(input[value='money'])").click();
  check((await page.locator("#progress").textContent()) !== before, "a filter narrows the walk");
  await page.keyboard.press("n");
  check((await current().getAttribute("data-category")) === "money", "the walk keeps to the filter");
  check(await page.locator(".claim.dim").count() > 0, "other statements stand back");
  await page.locator("label.chip:has(input[value='money'])").click();
  for (const name of ["verdict", "severity", "category", "speaker"]) {
    check(await page.locator(`fieldset[data-filter=${name}] input`).count() > 0, `a filter by ${name}`);
  }

  await page.locator(`a.claim[href='#${first}']`).first().click();
  check((await current().getAttribute("id")) === first, "a click chooses");
  check(await current().locator("table.slots tbody tr").count() > 0, "slot by slot");
  check(await current().locator("table.parts tr").count() > 0, "contributions to the score");
  await page.locator("#who").fill("M. Reader");
  await page.keyboard.press("Tab");
  await page.locator(`a.claim[href='#${first}']`).first().focus();
  await page.keyboard.press("w");
  await page.keyboard.press("Enter");
  check((await current().locator(".refused").first().textContent()).includes("needs a reason"), "a waiver needs a reason");
  await page.keyboard.type("counted in local time, a w s n p");
  await page.keyboard.press("Enter");
  check((await current().getAttribute("id")) !== first, "a decision leads on");
  await page.keyboard.press("a");
  await page.keyboard.press("s");
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save").click()]);
  check(download.suggestedFilename() === "decisions.json", "a file of decisions");
  await download.saveAs(join(folder, "decisions.json"));
  const saved = JSON.parse(readFileSync(join(folder, "decisions.json"), "utf8"));
  check(saved.schema === "claimdiff.decisions/1" && saved.decisions.length === 2, "two decisions, the skipped one left out");
  check(saved.decisions[0].decision === "waive" && saved.decisions[0].who === "M. Reader", "who waived");
  check(saved.decisions[0].reason === "counted in local time, a w s n p", "the reason as typed");
  check(saved.decisions[1].decision === "accept", "what was accepted");
  await page.reload();
  check((await page.locator("#progress").textContent()).includes("2 of"), "decisions outlast the page");
  check(complaints.length === 0, `a quiet browser and no request: ${complaints}`);
  await context.close();

  // Dark, and the width of a phone.
  for (const [name, width, height, colorScheme] of [["wide-dark", 1440, 900, "dark"], ["middle-light", 1000, 800, "light"],
    ["phone-light", 390, 844, "light"], ["phone-dark", 390, 844, "dark"]]) {
    const { context, page, complaints } = await open(browser, { viewport: { width, height }, colorScheme });
    await page.keyboard.press("n");
    check((await page.evaluate(contrasts)).length === 0, `contrast, ${name}: ${await page.evaluate(contrasts)}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    check(wide <= 0, `nothing wider than the screen, ${name}: ${wide}`);
    const claim = await page.locator(".claim.chosen").first().boundingBox();
    check(claim && claim.y > 0 && claim.y < height, `the statement is in sight, ${name}`);
    const card = await page.locator(".card.current").boundingBox();
    check(card && card.y < height - 100, `the card is in sight, ${name}`);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    check(complaints.length === 0, `a quiet browser, ${name}: ${complaints}`);
    await context.close();
  }

  // Without the script everything can be read; on paper too.
  const plain = await open(browser, { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
  const cards = plain.page.locator(".card");
  check(await cards.count() > 1 && await cards.first().isVisible() && await cards.last().isVisible(), "all cards without the script");
  check(!(await plain.page.locator("#tools").isVisible()), "no dead buttons");
  await plain.page.screenshot({ path: join(folder, "no-script.png"), fullPage: true });
  await plain.page.emulateMedia({ media: "print" });
  check(await plain.page.locator(".card .finding").first().isVisible(), "findings on paper");
  await plain.page.screenshot({ path: join(folder, "print.png"), fullPage: true });
  await plain.context.close();
} finally {
  await browser.close();
}

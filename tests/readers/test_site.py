"""What others' programs read in the built site: the description of the dataset, previews of pages, the
list of pages, the tables at their address.

Run by `cargo xtask test`, which says where the sites are: CLEARCOUNT_DIST, and CLEARCOUNT_AT_AN_ADDRESS
for one that knows its address.
"""

import json
import os
import unittest
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import extruct
from frictionless import validate
from lxml import etree, html

AT = "https://example.org/clearcount/"
PLAIN = Path(os.environ["CLEARCOUNT_DIST"])
SITE = Path(os.environ["CLEARCOUNT_AT_AN_ADDRESS"])
KANSAS = "v/operations/2021-hsi-kansas-city-31-victims"
OPERATIONS = sorted(path.stem for path in (Path(__file__).parents[2] / "assets/dataset/operations").glob("*.json"))
EDITION = json.loads((Path(__file__).parents[2] / "assets/dataset/dataset.json").read_text("utf-8"))
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def read(folder, name, address):
    page = (folder / name).read_text("utf-8")
    return extruct.extract(page, base_url=address, syntaxes=["json-ld", "opengraph"], uniform=True)


def said(found):
    [dataset] = found["json-ld"]
    return dataset


class Page(unittest.TestCase):
    def test_a_catalogue_reads_the_dataset(self):
        for folder in (PLAIN, SITE):
            dataset = said(read(folder, "index.html", AT))
            self.assertEqual(dataset["@type"], "Dataset")
            self.assertEqual(dataset["name"], EDITION["title"])
            self.assertEqual(dataset["version"], EDITION["version"])
            self.assertEqual(dataset["dateModified"], EDITION["date"])
            self.assertEqual(dataset["license"], "https://creativecommons.org/licenses/by/4.0/")
            self.assertIn(f"{len(OPERATIONS)} operations", dataset["description"])
            for key in ("creator", "temporalCoverage", "spatialCoverage", "variableMeasured", "keywords"):
                self.assertTrue(dataset[key], key)

    def test_everything_that_it_offers_is_there(self):
        offered = said(read(SITE, "index.html", AT))["distribution"]
        for file in offered:
            self.assertTrue((SITE / file["contentUrl"].removeprefix(AT)).is_file(), file)
        forms = {file["encodingFormat"] for file in offered}
        self.assertEqual(forms, {"application/json", "application/zip", "text/csv", "text/html"})
        [alone] = said(read(PLAIN, "index.html", AT))["distribution"]
        self.assertTrue((PLAIN / alone["contentUrl"]).is_file())

    def test_a_preview_reads_the_page(self):
        self.assertEqual(read(PLAIN, "index.html", AT)["opengraph"], [])
        [page] = read(SITE, "index.html", AT)["opengraph"]
        self.assertEqual(page["@type"], "website")
        self.assertEqual(page["og:url"], AT)
        self.assertTrue((SITE / page["og:image"].removeprefix(AT)).is_file())

    def test_without_scripts_every_operation_is_listed(self):
        page = html.parse(str(SITE / "index.html"))
        links = [link.get("href") for link in page.iterfind(".//noscript//li/a")]
        stubs = [link for link in links if link.startswith("v/operations/")]
        self.assertEqual(sorted(stubs), sorted(f"v/operations/{name}.html" for name in OPERATIONS))


class Operations(unittest.TestCase):
    def test_a_preview_reads_each(self):
        titles = set()
        for name in OPERATIONS:
            address = f"{AT}v/operations/{name}.html"
            [page] = read(SITE, f"v/operations/{name}.html", address)["opengraph"]
            self.assertEqual((page["@type"], page["og:url"]), ("article", address))
            self.assertGreater(len(page["og:description"]), 40)
            titles.add(page["og:title"])
        self.assertEqual(len(titles), len(OPERATIONS), "each is told from the others")

    def test_the_numbers_stand_first(self):
        [page] = read(SITE, f"{KANSAS}.html", AT)["opengraph"]
        self.assertRegex(page["og:description"], "^Announced: 31 found, 82 arrests.")
        self.assertIn("allegation", page["og:description"])

    def test_who_embeds_it_is_told_how(self):
        for name in OPERATIONS:
            page = html.parse(str(SITE / f"v/operations/{name}.html"))
            [link] = page.iterfind(".//link[@type='application/json+oembed']")
            told = json.loads((SITE / link.get("href").removeprefix(AT)).read_text("utf-8"))
            # What the specification asks of an answer of this type.
            self.assertEqual((told["type"], told["version"]), ("rich", "1.0"))
            self.assertEqual({type(told[key]) for key in ("width", "height", "cache_age")}, {int})
            frame = html.fragment_fromstring(told["html"])
            self.assertEqual(frame.tag, "iframe")
            self.assertEqual(frame.get("src"), f"{AT}embed.html#/operations/{name}?embed=1")
            self.assertIn("allow-scripts", frame.get("sandbox"))
            self.assertNotIn("allow-same-origin", frame.get("sandbox"))


class Crawlers(unittest.TestCase):
    def test_an_xml_parser_reads_the_sitemap(self):
        root = etree.parse(str(SITE / "sitemap.xml")).getroot()
        self.assertEqual(root.tag, f"{SITEMAP}urlset")
        pages = [url.findtext(f"{SITEMAP}loc") for url in root]
        self.assertEqual(sorted(pages), sorted([AT] + [f"{AT}v/operations/{name}.html" for name in OPERATIONS]))
        self.assertEqual({url.findtext(f"{SITEMAP}lastmod") for url in root}, {EDITION["date"]})

    def test_every_link_of_every_page_leads_somewhere(self):
        for name in OPERATIONS:
            page = html.parse(str(SITE / f"v/operations/{name}.html"))
            for element in page.iter("a", "link", "img", "script"):
                address = element.get("href") or element.get("src")
                if urlsplit(address).scheme in ("http", "https") and not address.startswith(AT):
                    continue
                path = urlsplit(address).path
                if address.startswith(AT):
                    file = SITE / address.removeprefix(AT)
                elif path:
                    file = SITE / "v/operations" / path
                else:
                    [_] = page.iterfind(f".//*[@id='{urlsplit(address).fragment}']")
                    continue
                file = file / "index.html" if file.is_dir() else file
                self.assertTrue(file.is_file(), f"{name}: {address}")


class Tables(unittest.TestCase):
    def test_the_package_is_valid_where_it_lies(self):
        here = os.getcwd()
        os.chdir(SITE / "data")
        try:
            report = validate("datapackage.json")
        finally:
            os.chdir(here)
        self.assertTrue(report.valid, report.to_summary())
        rows = {task.name: task.stats["rows"] for task in report.tasks}
        self.assertEqual(rows["operations"], EDITION["counts"]["operations"])
        self.assertEqual(rows["figures"], EDITION["counts"]["figures"])

    def test_the_archive_holds_the_same_files(self):
        with zipfile.ZipFile(SITE / "data/clearcount.zip") as archive:
            names = {path.name for path in (SITE / "data").iterdir()} - {"clearcount.zip"}
            self.assertEqual(set(archive.namelist()), names)
            for name in names:
                self.assertEqual(archive.read(name), (SITE / "data" / name).read_bytes(), name)


if __name__ == "__main__":
    unittest.main()

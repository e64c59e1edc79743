"""What others' programs read in the files that Clearcount makes.

Run by `cargo xtask test`, which says where the command line is: CLEARCOUNT.
"""

import csv
import datetime
import functools
import io
import json
import os
import shutil
import subprocess
import tempfile
import unittest
import zipfile
from pathlib import Path

import bibtexparser
import dplib
import openpyxl
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from frictionless import validate
from jsonschema.validators import validator_for

PROGRAM = os.environ["CLEARCOUNT"]
PROFILES = Path(dplib.__file__).parent / "profiles" / "2.0"
FIGURE = "figures/2021-hsi-kansas-city-31-victims/f1"
VIEWS = ["figures?state=KS", "operations?state=KS", "ledger?state=NC&year=2019&measure=arrests"]

CITED = [
    "operations?state=KS",
    "operations?state=MO",
    "operations?q=%22a%22+%7B%5C%25",
    "operations?state=KS&by=year",
    "operations/2021-hsi-kansas-city-31-victims",
    "ledger?state=NC&year=2019&measure=arrests",
    "ledger?state=KS&measure=victims",
    "agencies/fbi",
    "disagreements",
]
ONE_OPERATION = Path(__file__).parents[1] / "data" / "one-operation"
OFFICE = os.environ["CLEARCOUNT_OFFICE"]


@functools.lru_cache(maxsize=None)
def exported(address, form):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        subprocess.run(
            [PROGRAM, "export", address, "--format", form, "--out", str(path)],
            check=True,
            capture_output=True,
        )
        return path.read_bytes()


def tables(address):
    return json.loads(exported(address, "json"))["tables"]


def flat(value):
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


class Tables(unittest.TestCase):
    def test_python_reads_csv_and_tsv(self):
        for address in VIEWS:
            name, rows = next(iter(tables(address).items()))
            for form, dialect in (("csv", "excel"), ("tsv", "excel-tab")):
                text = exported(address, form).decode("utf-8")
                read = list(csv.DictReader(io.StringIO(text, newline=""), dialect=dialect))
                self.assertEqual(len(read), len(rows), address)
                for row, expected in zip(read, rows):
                    self.assertNotIn(None, row)
                    self.assertIn("presumed innocent", row["caution"])
                    for column, value in expected.items():
                        self.assertEqual(row[column], flat(value), f"{address} {column}")

    def test_openpyxl_reads_the_workbook(self):
        for address in VIEWS:
            book = openpyxl.load_workbook(io.BytesIO(exported(address, "xlsx")))
            expected = tables(address)
            self.assertEqual(book.sheetnames, [*expected, "about"])
            for name, rows in expected.items():
                sheet = book[name]
                self.assertEqual(sheet.freeze_panes, "A2")
                self.assertEqual(sheet.max_row, len(rows) + 1)
                heads = [cell.value for cell in sheet[1]]
                for line, row in zip(sheet.iter_rows(min_row=2), rows):
                    for cell, (column, value) in zip(line, row.items()):
                        self.assertEqual(heads[cell.column - 1], column)
                        self.assertNotEqual(cell.data_type, "f", column)
                        self.same(cell, column, value)
            about = {row[0].value: row[1].value for row in book["about"].iter_rows()}
            for said in ("Filter", "When sources disagree", "Version of the dataset", "Caution"):
                self.assertTrue(about[said], said)

    def same(self, cell, column, value):
        if isinstance(cell.value, datetime.datetime):
            self.assertEqual(cell.value.date().isoformat(), value)
        elif isinstance(value, (int, float)):
            self.assertEqual(cell.value, value)
        else:
            self.assertEqual(cell.value or "", flat(value), column)
        if column in ("url", "source_url"):
            self.assertEqual(cell.hyperlink.target, value)

    def test_the_package_keeps_the_standard(self):
        for address in [*VIEWS, "everything"]:
            with tempfile.TemporaryDirectory() as folder:
                zipfile.ZipFile(io.BytesIO(exported(address, "datapackage"))).extractall(folder)
                package = json.loads((Path(folder) / "datapackage.json").read_text("utf-8"))
                self.profiled(package, "datapackage.json")
                for resource in package["resources"]:
                    self.profiled(resource, "dataresource.json")
                    self.profiled(resource["schema"], "tableschema.json")
                broken = {**package, "resources": [{"name": "no data"}]}
                self.assertTrue(list(self.errors(broken, "datapackage.json")))
                here = os.getcwd()
                os.chdir(folder)
                try:
                    report = validate("datapackage.json")
                finally:
                    os.chdir(here)
                self.assertTrue(report.valid, report.to_summary())
                web = json.loads((Path(folder) / "csv-metadata.json").read_text("utf-8"))
                for table in web["tables"]:
                    head = (Path(folder) / table["url"]).read_text("utf-8").splitlines()[0]
                    columns = [column["name"] for column in table["tableSchema"]["columns"]]
                    self.assertEqual(head.split(","), columns)

    def errors(self, value, profile):
        schema = json.loads((PROFILES / profile).read_text("utf-8"))
        return validator_for(schema)(schema).iter_errors(value)

    def profiled(self, value, profile):
        self.assertEqual([error.message for error in self.errors(value, profile)], [])


class Office(unittest.TestCase):
    """LibreOffice opens the files and writes what it read; frozen rows it drops from anybody's."""

    def opened(self, path, more=()):
        with tempfile.TemporaryDirectory() as folder:
            profile = Path(folder, "profile").as_uri()
            command = [OFFICE, "--headless", f"-env:UserInstallation={profile}", *more]
            command += ["--convert-to", "xlsx", "--outdir", folder, str(path)]
            done = subprocess.run(command, capture_output=True, text=True, timeout=180)
            made = Path(folder, path.stem + ".xlsx")
            self.assertTrue(made.is_file(), done.stdout + done.stderr)
            return openpyxl.load_workbook(made)

    def test_a_workbook_is_read_cell_by_cell(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "view.xlsx")
            path.write_bytes(exported("figures?state=KS", "xlsx"))
            ours = openpyxl.load_workbook(path)
            theirs = self.opened(path)
        self.assertEqual(theirs.sheetnames, ours.sheetnames)
        for sheet in ours:
            for row in sheet.iter_rows():
                for cell in row:
                    other = theirs[sheet.title][cell.coordinate]
                    self.assertEqual(other.value, cell.value, f"{sheet.title} {cell.coordinate}")

    def test_nothing_in_a_file_is_run(self):
        """A record whose texts are formulas, as a workbook and as CSV."""
        with tempfile.TemporaryDirectory() as folder:
            hostile = Path(folder, "dataset")
            shutil.copytree(ONE_OPERATION, hostile)
            shutil.rmtree(hostile / "changes")
            [record] = (hostile / "operations").glob("*.json")
            operation = json.loads(record.read_text("utf-8"))
            operation.update(name="=1+1", title="@SUM(1,1)", summary="-1+1")
            operation["figures"][0]["locator"] = "=HYPERLINK(\"https://example.org\")"
            record.write_text(json.dumps(operation), "utf-8")
            description = json.loads((hostile / "dataset.json").read_text("utf-8"))
            description["changes"] = description["changes"][:1]
            (hostile / "dataset.json").write_text(json.dumps(description), "utf-8")
            for address, form, more, formula in (
                ("operations", "xlsx", (), "=1+1"),
                ("figures", "csv", ("--infilter=CSV:44,34,76,1",), '=HYPERLINK("https://example.org")'),
            ):
                path = Path(folder, f"{address}.{form}")
                call = [PROGRAM, "export", address, "--dataset", str(hostile), "--out", str(path)]
                subprocess.run(call, check=True, capture_output=True)
                cells = [cell for sheet in self.opened(path, more) for row in sheet.iter_rows() for cell in row]
                self.assertIn(formula, [str(cell.value).lstrip("'") for cell in cells], path.name)
                self.assertEqual([cell.value for cell in cells if cell.data_type == "f"], [], path.name)


class Citations(unittest.TestCase):
    def cited(self, address, form):
        return exported(address, form).decode("utf-8")

    def test_the_author_of_a_figure_is_who_published_its_source(self):
        row = tables(FIGURE)["figures"][0]
        [entry] = bibtexparser.parse_string(self.cited(FIGURE, "bibtex")).entries
        fields = {field.key: field.value for field in entry.fields}
        self.assertEqual(fields["author"], "{" + row["source_publisher"] + "}")
        self.assertEqual(fields["title"], "{" + row["source_title"] + "}")
        self.assertEqual(fields["url"], row["source_url"])
        [entry] = rispy.loads(self.cited(FIGURE, "ris"))
        self.assertEqual(entry["authors"], [row["source_publisher"]])
        self.assertEqual(entry["title"], row["source_title"])
        self.assertEqual(entry["urls"], [row["source_url"]])
        self.assertEqual(entry["date"], row["source_published"].replace("-", "/"))
        [item] = json.loads(self.cited(FIGURE, "csl"))
        self.assertEqual(item["author"], [{"literal": row["source_publisher"]}])
        year, month, day = map(int, row["source_published"].split("-"))
        self.assertEqual(item["issued"], {"date-parts": [[year, month, day]]})

    def test_the_day_is_that_of_the_reader(self):
        """At any moment it is another day at one end of the world than at the other."""
        read = set()
        for zone, hours in (("UTC-14", 14), ("UTC+12", -12)):
            day = lambda: (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours)).date().isoformat()
            before = day()
            text = subprocess.run(
                [PROGRAM, "export", FIGURE, "--format", "bibtex"],
                check=True, capture_output=True, text=True, env={**os.environ, "TZ": zone},
            ).stdout
            [entry] = bibtexparser.parse_string(text).entries
            [said] = [field.value for field in entry.fields if field.key == "urldate"]
            self.assertIn(said, (before, day()))
            read.add(said)
        self.assertEqual(len(read), 2)

    def test_views_totals_and_operations_are_read_back_together(self):
        """All of them in one file, as a reader collects them: none is lost, none is another's."""
        collected = {form: [self.cited(address, form) for address in CITED] for form in ("bibtex", "ris", "csl")}
        library = bibtexparser.parse_string("".join(collected["bibtex"]))
        self.assertEqual(library.failed_blocks, [])
        self.assertEqual(len(library.entries), len(CITED))
        entries = rispy.loads("".join(collected["ris"]))
        items = [item for text in collected["csl"] for item in json.loads(text)]
        self.assertEqual(len({item["id"] for item in items}), len(CITED))
        source = CiteProcJSON(items)
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        for bib, ris, item, address in zip(library.entries, entries, items, CITED, strict=True):
            self.assertEqual(bib.key, item["id"])
            self.assertEqual(ris["id"], item["id"])
            self.assertEqual(ris["title"], item["title"])
            self.assertEqual(item["author"], [{"literal": "Clearcount contributors"}])
            self.assertIn("v=2026", item.get("note", "") + item.get("URL", ""), address)
            bibliography = CitationStylesBibliography(style, source, formatter.plain)
            bibliography.register(Citation([CitationItem(item["id"])]))
            [written] = [str(line) for line in bibliography.bibliography()]
            self.assertIn("Clearcount contributors", written)

    def test_every_source_is_read_back(self):
        rows = tables("sources")["sources"]
        library = bibtexparser.parse_string(self.cited("sources", "bibtex"))
        self.assertEqual(library.failed_blocks, [])
        self.assertEqual(len(library.entries), len(rows) + 1)
        read = rispy.loads(self.cited("sources", "ris"))
        self.assertEqual([it["title"] for it in read][:-1], [row["title"] for row in rows])
        self.assertEqual([it["authors"] for it in read][:-1], [[row["publisher"]] for row in rows])
        items = json.loads(self.cited("sources", "csl"))
        self.assertEqual([it["title"] for it in items][:-1], [row["title"] for row in rows])

    def test_a_processor_writes_what_is_cited(self):
        for address, author in (("everything", "Clearcount contributors"), (FIGURE, None)):
            items = json.loads(self.cited(address, "csl"))
            author = author or items[0]["author"][0]["literal"]
            style = CitationStylesStyle("harvard-cite-them-right", validate=False)
            source = CiteProcJSON(items)
            bibliography = CitationStylesBibliography(style, source, formatter.plain)
            bibliography.register(Citation([CitationItem(items[0]["id"])]))
            [written] = [str(line) for line in bibliography.bibliography()]
            self.assertIn(author, written)
            self.assertIn(items[0]["title"].rstrip("."), written)


if __name__ == "__main__":
    unittest.main()

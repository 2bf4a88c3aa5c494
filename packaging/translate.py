"""Owns the translations' way from sources to catalogues.

python packaging/translate.py update               take new texts of the program into the .ts files
python packaging/translate.py fill LANGUAGE FILE   put in the translations of a JSON file where there is none yet:
                                                   {"source": "text" or ["one", "other"]}, for every context, and
                                                   "Context/source" where one context says it in other words
python packaging/translate.py release              compile the .ts files to the .qm files that are shipped
python packaging/translate.py check                say what is not translated yet, exit 1 if anything is

LANGUAGE is a code of crmdesk/ui/languages.py. Labels of the domain and sentences of faults are plain text files beside
the catalogues and need none of it; docs/translating.md has the whole way.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from crmdesk.ui.languages import SOURCE, TRANSLATED

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "resources" / "translations"


def _tool(name: str) -> str:
    return str(Path(sys.executable).with_name(f"pyside6-{name}"))


def sources() -> list[str]:
    """Every file whose texts people see through Qt."""
    files = [*sorted((ROOT / "crmdesk" / "ui").rglob("*.py")), ROOT / "crmdesk" / "app.py"]
    return [str(path.relative_to(ROOT)) for path in files if path.is_file()]


def update(folder: Path = TRANSLATIONS) -> None:
    """Take new and changed texts into the .ts files of a folder; texts that are gone are dropped."""
    for language in TRANSLATED:
        _update(folder, language, plural_only=False)
    _update(folder, SOURCE, plural_only=True)


def _update(folder: Path, language: str, *, plural_only: bool) -> None:
    catalogue = folder / f"crmdesk_{language}.ts"
    options = ["-no-obsolete", "-locations", "none", "-source-language", SOURCE, "-target-language", language]
    if plural_only:
        options.append("-pluralonly")
    command = [_tool("lupdate"), *options, *sources(), "-ts", str(catalogue)]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


def release(folder: Path = TRANSLATIONS) -> None:
    """Compile the .ts files to .qm files in a folder."""
    for catalogue in sorted(TRANSLATIONS.glob("*.ts")):
        compiled = folder / catalogue.with_suffix(".qm").name
        subprocess.run([_tool("lrelease"), "-silent", str(catalogue), "-qm", str(compiled)], check=True)


def _messages(tree: ElementTree.ElementTree) -> Iterator[tuple[str, ElementTree.Element]]:
    for context in tree.getroot().iter("context"):
        for message in context.iter("message"):
            yield str(context.findtext("name")), message


def texts(catalogue: Path) -> Iterator[tuple[str, str]]:
    """Context and source of every text of a .ts file."""
    for context, message in _messages(ElementTree.parse(catalogue)):
        yield context, str(message.findtext("source"))


def texts_of_sources(folder: Path) -> dict[str, set[tuple[str, str]]]:
    """What the .ts files would hold, by file name; `folder` is empty and takes them."""
    update(folder)
    return {path.name: set(texts(path)) for path in folder.glob("*.ts")}


def unfinished(catalogue: Path) -> Iterator[str]:
    """`context: source` of every text of a .ts file that has no whole translation."""
    for context, message in _messages(ElementTree.parse(catalogue)):
        translation = message.find("translation")
        if translation is None or translation.get("type") == "unfinished" or not all(_said(translation)):
            yield f"{context}: {message.findtext('source')}"


def translations(catalogue: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Context, source and translation of every text of a .ts file; a text with a number has a form a plural."""
    for context, message in _messages(ElementTree.parse(catalogue)):
        translation = message.find("translation")
        yield context, str(message.findtext("source")), [] if translation is None else _said(translation)


def _said(translation: ElementTree.Element) -> list[str]:
    forms = [form.text or "" for form in translation.iter("numerusform")]
    return forms or [translation.text or ""]


def fill(language: str, texts: dict[str, str | list[str]]) -> None:
    """Put translations by source text where there is none yet."""
    path = TRANSLATIONS / f"crmdesk_{language}.ts"
    tree = ElementTree.parse(path)
    for context, message in _messages(tree):
        translation, source = message.find("translation"), message.findtext("source") or ""
        text = texts.get(f"{context}/{source}", texts.get(source))
        if translation is None or translation.get("type") != "unfinished" or text is None:
            continue
        del translation.attrib["type"]
        forms = list(translation.iter("numerusform"))
        if forms:
            for form, words in zip(forms, [text] if isinstance(text, str) else text, strict=True):
                form.text = words
        else:
            translation.text = text if isinstance(text, str) else text[0]
    tree.write(path, encoding="utf-8", xml_declaration=True)


def check() -> int:
    """Print what is missing; 1 when anything is."""
    missing = [
        f"{path.name}: {text}" for path in sorted(TRANSLATIONS.glob("*.ts")) for text in unfinished(path)
    ]
    for line in missing:
        sys.stdout.write(f"{line}\n")
    return 1 if missing else 0


def main(arguments: list[str]) -> int:
    match arguments:
        case ["update"]:
            update()
        case ["release"]:
            release()
        case ["fill", language, path]:
            fill(language, json.loads(Path(path).read_text(encoding="utf-8")))
        case ["check"]:
            return check()
        case _:
            sys.stdout.write(str(__doc__))
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

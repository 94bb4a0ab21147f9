"""Reads every sentence and every place that says one, and finds what does not fit.

A key `<subject>.<name>` is the first, literal argument of `say(…)` (or `Say(…)`) and stands in
`locales/<language>/LC_MESSAGES/<subject>.po`, in both languages, with the same `{placeholders}`. A key that no code
names literally, because data names it, says so in the Vietnamese file: a comment line `# kept: <what names it>`.

`make texts` prints the findings; `tests/test_texts.py` fails on any of them.
"""

import ast
import re
import sys
import tokenize
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from babel.messages.pofile import read_po

ROOMS = ("bot", "handlers", "storage", "papers", "campaign")
LANGUAGES = ("vi", "en")  # the first is the reference
LONGEST = 1800  # characters of any message: the narrowest messenger takes 2,000, values come on top
LONGEST_BUTTON = 40  # characters of a key that ends in `_button`
MARKS = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")  # what stands on Vietnamese vowels


@dataclass(frozen=True, slots=True)
class Use:
    """One call of `say`: its key (None when it is no literal) and the names of its values (None when not literal)."""

    where: str
    key: str | None
    values: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One entry of a .po file."""

    subject: str
    text: str
    kept: bool
    fuzzy: bool


def findings(root: Path) -> list[str]:
    """Everything that does not fit in the tree under `root`, one sentence each."""
    uses = [
        use for path in sources(root) for use in uses_in(path.read_text("utf-8"), str(path.relative_to(root)))
    ]
    catalogues = {language: read(root / "locales" / language / "LC_MESSAGES") for language in LANGUAGES}
    return [
        *(line for language in LANGUAGES for line in twice(root / "locales" / language / "LC_MESSAGES")),
        *(line for language in LANGUAGES for line in misshapen(language, catalogues[language])),
        *(line for language in LANGUAGES for line in unsaid(uses, language, catalogues[language])),
        *different(catalogues),
        *idle(uses, catalogues[LANGUAGES[0]]),
        *(line for path in sources(root) for line in vietnamese_in(path, root)),
    ]


def sources(root: Path) -> list[Path]:
    """Every Python file of the rooms."""
    return sorted(path for room in ROOMS for path in (root / room).rglob("*.py"))


def uses_in(source: str, where: str) -> Iterator[Use]:
    """Every call of `say` or `Say` in a source text."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        key = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
        if name == "say" or (name == "Say" and isinstance(key, str)):
            yield Use(f"{where}:{node.lineno}", key if isinstance(key, str) else None, value_names(node))


def value_names(call: ast.Call) -> frozenset[str] | None:
    """The names of the values a call passes, as keywords or in a literal dictionary; None when they are not literal."""
    names: list[object] = [keyword.arg for keyword in call.keywords]
    for argument in call.args[1:]:
        if not isinstance(argument, ast.Dict):
            return None
        names += [key.value if isinstance(key, ast.Constant) else None for key in argument.keys]
    return frozenset(map(str, names)) if all(isinstance(name, str) for name in names) else None


def read(folder: Path) -> dict[str, Sentence]:
    """Every sentence of one language, by key."""
    found: dict[str, Sentence] = {}
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as lines:
            catalogue = read_po(lines, charset="utf-8")
        for message in catalogue:
            if message.id:
                kept = any(comment.startswith("kept:") for comment in message.user_comments)
                found[str(message.id)] = Sentence(path.stem, str(message.string or ""), kept, message.fuzzy)
    return found


def twice(folder: Path) -> Iterator[str]:
    """Keys that stand more than once in the files of a language: the reader would keep one of them silently."""
    lines = Counter(
        key
        for path in folder.glob("*.po")
        for key in re.findall(r'(?m)^msgid "(.+)"', path.read_text("utf-8"))
    )
    yield from (f"{folder.parent.name}: {key} stands {n} times" for key, n in lines.items() if n > 1)


def misshapen(language: str, catalogue: Mapping[str, Sentence]) -> Iterator[str]:
    """Entries that are wrong by themselves."""
    for key, sentence in catalogue.items():
        yield from (f"{language}: {key} {fault}" for fault in faults(key, sentence))


def faults(key: str, sentence: Sentence) -> Iterator[str]:
    """What is wrong with one entry."""
    if not re.fullmatch(rf"{re.escape(sentence.subject)}\.[a-z0-9_.]+", key):
        yield f"does not belong into {sentence.subject}.po (keys are <subject>.<name>)"
    if not sentence.text.strip():
        yield "has no sentence"
    if sentence.fuzzy:
        yield "is marked fuzzy"
    if unicodedata.normalize("NFC", sentence.text) != sentence.text:
        yield "is not composed Unicode (NFC)"
    if "!" in sentence.text:
        yield "has an exclamation mark"
    longest = LONGEST_BUTTON if key.endswith("_button") else LONGEST
    if len(sentence.text) > longest:
        yield f"has {len(sentence.text)} characters; {longest} at most"
    if placeholders(sentence.text) is None:
        yield "has a brace or placeholder that cannot be read; a placeholder is {name}"


def placeholders(text: str) -> frozenset[str] | None:
    """The names in braces; None when the braces do not fit or a placeholder is not a plain `{name}`."""
    try:
        parts = [(name, form, turn) for _, name, form, turn in Formatter().parse(text) if name is not None]
    except ValueError:
        return None
    plain = all(name.isidentifier() and not form and not turn for name, form, turn in parts)
    return frozenset(name for name, _, _ in parts) if plain else None


def unsaid(uses: Iterable[Use], language: str, catalogue: Mapping[str, Sentence]) -> Iterator[str]:
    """Calls whose sentence is missing in a language, or needs a value that the call does not give."""
    for use in uses:
        if use.key is None:
            if language == LANGUAGES[0]:
                yield f"{use.where}: the key is not a literal"
        elif use.key not in catalogue:
            yield f"{use.where}: {use.key} has no sentence in {language}"
        elif use.values is not None:
            lacking = (placeholders(catalogue[use.key].text) or frozenset()) - use.values
            yield from (f"{use.where}: {use.key} needs {name} in {language}" for name in sorted(lacking))


def different(catalogues: Mapping[str, Mapping[str, Sentence]]) -> Iterator[str]:
    """Keys that only one language has, and sentences whose placeholders differ between the languages."""
    reference, *others = LANGUAGES
    for language in others:
        ours, theirs = catalogues[reference], catalogues[language]
        yield from (f"{key} is in {reference} only" for key in sorted(ours.keys() - theirs.keys()))
        yield from (f"{key} is in {language} only" for key in sorted(theirs.keys() - ours.keys()))
        for key in sorted(ours.keys() & theirs.keys()):
            if placeholders(ours[key].text) != placeholders(theirs[key].text):
                yield f"{key} has other placeholders in {language} than in {reference}"


def idle(uses: Iterable[Use], catalogue: Mapping[str, Sentence]) -> Iterator[str]:
    """Sentences that nothing says and that no comment keeps."""
    said = {use.key for use in uses}
    for key, sentence in catalogue.items():
        if key not in said and not sentence.kept:
            yield f"{key} is said nowhere (data names it? then “# kept: <what names it>” above it)"


def vietnamese_in(path: Path, root: Path) -> Iterator[str]:
    """Strings with a Vietnamese letter in a source file. Docstrings and comments may have them; a rule that needs a
    single letter writes its escape."""
    with path.open("rb") as lines:
        docstrings = documentation(ast.parse(lines.read()))
        lines.seek(0)
        for token in tokenize.tokenize(lines.readline):
            text = (
                tokenize.tok_name[token.type] in {"STRING", "FSTRING_MIDDLE"}
                and token.start not in docstrings
            )
            if text and is_vietnamese(token.string):
                yield f"{path.relative_to(root)}:{token.start[0]}: a sentence outside locales: {token.string[:40]}"


def documentation(tree: ast.Module) -> frozenset[tuple[int, int]]:
    """Where the strings begin that stand as statements of their own."""
    statements = (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
    return frozenset((s.lineno, s.col_offset) for s in statements if isinstance(s, ast.Constant))


def is_vietnamese(text: str) -> bool:
    """Whether a letter of the text carries a Vietnamese mark, or is đ."""
    return any(letter in "\u0111\u0110" or letter in MARKS for letter in unicodedata.normalize("NFD", text))


def main(root: Path) -> int:
    """Print the findings under `root`; the exit code is 1 when there is one."""
    found = findings(root)
    for line in found:
        print(line)
    keys = [len(read(root / "locales" / language / "LC_MESSAGES")) for language in LANGUAGES]
    print(f"texts: {len(found)} findings in {keys[0]} sentences ({LANGUAGES[0]}), {keys[1]} ({LANGUAGES[1]})")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))

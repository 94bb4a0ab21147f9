"""The example of the README runs."""

import re
from pathlib import Path
from typing import Any


async def test_the_example_of_the_readme_runs() -> None:
    text = (Path(__file__).parent / "README.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert code is not None
    names: dict[str, Any] = {}
    exec(compile(code[1], "README.md", "exec"), names)
    await names["example"]()

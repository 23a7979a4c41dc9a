"""What the page's script and style lose before they are served, and what they keep."""

from __future__ import annotations

import tracemalloc

import pytest

from workshop.web.page.shortening import short_keys, shorten_script, shorten_style, with_short_keys


@pytest.mark.parametrize(
    ("written", "served"),
    [
        ("// why\nconst total = 1;\n\nshow(total);", "const A=1;show(A);"),
        ('const total = "total // no comment"; // why', 'const A="total // no comment";'),
        ("const total = 2;\nbox.total = { total: total };", "const A=2;box.total={total:A};"),
        ("const total = 2;\nconst box = { total };", "const A=2;const B={total:A};"),
        ("const total = 2;\nconst many = [...total];", "const A=2;const B=[...A];"),
        ("function total() {}\nconst kind = { total() {}, more: yes ? total : 0 };", None),
        ("const all = 3;\nsay(`all ${all + `x${all}`} }`);", "const A=3;say(`all ${A+`x${A}`} }`);"),
        ("const total = text.replace(/total[/\"']/g, '');", "const A=text.replace(/total[/\"']/g,'');"),
        ("const f = (total, much) => total - much;", "const f=(a,b)=>a-b;"),
        ("const total = one / two / 3;", "const A=one/two/3;"),
        ("const total = 1 + +one;", "const A=1+ +one;"),
        ("const total = 1\nshow(total)", "const A=1\nshow(A)"),
        ("const total = ({ total: inner = 1 }) => inner;", "const A=({total:inner=1})=>inner;"),
        (
            "let much = 1;\nconst total = ({ all, much = 1 }) => much + all;",
            "let A=1;const B=({all,much:A=1})=>A+all;",
        ),
        ("show(\n  [one, two,],\n  { one, },\n);", "show([one,two],{one});"),
        (
            "function f(total, much) { return much; }\nfunction g(much) {}",
            "function f(a,b){return b;}\nfunction g(a){}",
        ),
        ("const a = 1, total = 2;\nlet much = 3;", "const a=1,total=2;let A=3;"),
    ],
)
def test_a_script_loses_spaces_and_long_names_and_nothing_else(written, served) -> None:
    expected = served or "function A(){}\nconst B={total(){},more:yes?A:0};"
    assert shorten_script(written) == expected


def test_a_style_keeps_the_spaces_that_mean_something() -> None:
    written = ".a .b > i:hover, .c { margin: calc(1px + 2px) 0; content: '● '; }\n"
    assert shorten_style(written) == ".a .b > i:hover,.c{margin:calc(1px + 2px) 0;content:'● ';}"


def test_a_long_script_is_never_held_in_pieces() -> None:
    functions = "function about(one, other) {\n    return one + other;\n}\n" * 600
    tracemalloc.start()
    try:
        assert len(shorten_script(functions)) < 0.6 * len(functions)
        assert tracemalloc.get_traced_memory()[1] < 15 * len(functions)
    finally:
        tracemalloc.stop()


def test_keys_of_sentences_become_codes_unless_they_are_put_together() -> None:
    script = (
        'say("join.code");say("join.code");say(a?"quiet.on":"quiet.off");'
        'say(`state.${b}`);say("state.sent");x("plain")'
    )
    codes = short_keys(script, ("join.code", "quiet.on", "quiet.off", "state.sent", "never.said"))
    assert codes == {"join.code": "a", "quiet.off": "b", "quiet.on": "c"}
    assert with_short_keys(script, codes) == (
        'say("a");say("a");say(a?"c":"b");say(`state.${b}`);say("state.sent");x("plain")'
    )

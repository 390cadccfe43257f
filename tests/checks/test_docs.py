"""docs/checks.md has the table of rules, made from the rules."""

from __future__ import annotations

from tools.checks_table import PAGE, page

from docgen.checks.all_rules import DOCX_RULES, PDF_RULES, TEXT_RULES

RULES = {**TEXT_RULES, **DOCX_RULES, **PDF_RULES}


def test_the_page_is_made_from_the_rules() -> None:
    text = PAGE.read_text(encoding="utf-8")

    assert page(text) == text


def test_no_code_is_given_twice_and_each_tells_its_kind() -> None:
    assert len(RULES) == len(TEXT_RULES) + len(DOCX_RULES) + len(PDF_RULES)
    assert [{"T"}, {"W"}, {"M"}] == [{code[0] for code in rules} for rules in (TEXT_RULES, DOCX_RULES, PDF_RULES)]


def test_every_rule_says_what_why_and_how_to_mend_it_without_a_stop() -> None:
    texts = {rule.code: (rule.what, rule.why, rule.mend, rule.clause) for rule in RULES.values()}

    assert {} == {
        code: said for code, said in texts.items() if not all(said) or any(part[-1] in "。；" for part in said)
    }

"""Quotation marks: every language that has packages gets its own."""

import pytest

from lattlast import packaged
from lattlast.translation.quotations import in_style


@pytest.mark.parametrize(
    ("text", "lang", "styled"),
    [
        ('He said "yes" and "no".', "en", "He said “yes” and “no”."),
        ("Er sagt “ja”.", "de", "Er sagt „ja“."),
        ('Il dit "oui".', "fr", "Il dit «\u00a0oui\u00a0»."),
        ("Il dit « oui ».", "fr", "Il dit «\u00a0oui\u00a0»."),
        ('Hän sanoi "kyllä".', "fi", "Hän sanoi ”kyllä”."),
        ("他说“你好”。", "zh-Hant", "他说「你好」。"),
        ('Ele disse "sim".', "pt-BR", "Ele disse “sim”."),
        ('"We want to help.', "en", "“We want to help."),
        ('So we will." Then she said "no".', "en", "So we will.” Then she said “no”."),
        ('A 24" screen', "en", 'A 24" screen'),
        ('Dugsigu waa "furan".', "so", "Dugsigu waa “furan”."),
    ],
)
def test_marks_are_those_of_the_language(text, lang, styled):
    assert in_style(text, lang) == styled
    assert in_style(styled, lang) == styled


def test_every_language_that_has_packages_has_its_marks():
    marks = packaged.table("translation/quotations")["marks"]
    known = packaged.table("translation/argos")["languages"]
    assert {lang for lang in known if lang not in marks and lang.partition("-")[0] not in marks} == set()

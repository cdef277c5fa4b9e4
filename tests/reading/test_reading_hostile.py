"""Input that was made to do harm ends in a Document or an InputError, within ten seconds and one gigabyte.

Each is read in a process of its own that may not have more memory: address space above what Python with lattlast needs.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from lattlast.reading import read

READER = """
import json, resource, sys, time
from lattlast.errors import InputError
from lattlast.reading import read
data = eval(sys.argv[1])
read(b"<h1>x</h1><p>Varm text som laddar allt.</p>", id="warm")
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
begin = time.process_time()
try:
    document = read(data, id="x", media_type="text/html")
    end = "document"
except InputError as error:
    end = error.hint and "input error"
seconds = time.process_time() - begin
print(json.dumps([end, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
TEXT = "b'<p>Hela texten om badet, som har oppet alla dagar.</p>'"
HOSTILE = {
    "nested 10,000 deep": f"b'<div><b>' * 10_000 + {TEXT}",
    "tables nested 5,000 deep": f"b'<table><tr><td>' * 5_000 + {TEXT}",
    "50 MB of text": "b'<h1>Bad</h1><p>' + b'Ett ord till. ' * 3_700_000",
    "50 MB of tags": "b'<p>a' * 12_500_000",
    "50 MB in one attribute": f"b'<h1>Bad</h1><img alt=\"' + b'a ' * 25_000_000 + b'\">' + {TEXT}",
    "a million cells": "b'<h1>Bad</h1><table>' + (b'<tr>' + b'<td>1' * 1_000) * 1_000 + b'</table>'",
    "cells under the limit": "b'<h1>Bad</h1><table>' + (b'<tr>' + b'<td>1' * 90) * 500 + b'</table>'",
    "spans without end": "b'<table>' + b'<tr><td rowspan=99999 colspan=99999>a<td>b' * 3_000 + b'</table>'",
    "entity bomb": "b'<!DOCTYPE l [<!ENTITY a \"ha\">' + b''.join(b'<!ENTITY a%d \"&a%d;&a%d;\">' % (n + 1, n, n) "
    "for n in range(200)) + b']><html><body><h1>Bad</h1><p>&a200;</p>' + " + TEXT,
    "null bytes": f"b'\\0' * 3_000_000 + {TEXT}",
    "every word an inline": "b'<h1>Bad</h1><p>' + b'<b>ord</b> <i>till</i> ' * 14_000",
    "siblings": "b'<h1>Bad</h1>' + b'<div class=related><a href=/>Mer</a></div>' * 14_000",
    "headings": "b'<h2><a href=/>Bad</a></h2>' * 14_000",
    "breaks": "b'<h1>Bad</h1><p>' + b'a<br>' * 50_000",
    "an endless word": "b'<h1>Bad</h1><p>' + b'a' * 4_900_000",
    "endless hyphens": "b'<h1>Bad</h1><p>' + b'a-\\n' * 1_500_000",
    "endless classes": f"b'<div class=\"' + b'menu-share_x ' * 300_000 + b'\">' + {TEXT}",
    "unclosed comments": f"b'<!--' * 1_000_000 + {TEXT}",
    "structured data nested without end": "b'<script type=\"application/ld+json\">' + b'[' * 1_000_000"
    f" + b'</script>' + {TEXT}",
    "comments everywhere": "b'<h1>Bad</h1>' + b'<div>Comments</div>' * 25_000",
    "asides everywhere": "b'<h1>Bad</h1>' + b'<aside><a href=/>Mer om badet i staden</a> nu</aside>' * 14_000",
    "boxes of headlines": "b'<h1>Bad</h1>' + b'<div><a>En rubrik om badet i staden</a><a>En till</a></div>' * 9_000",
    "a credit in every word": "b'<figure><img src=a.png><figcaption>' + b'Ann Lee/Foto Photo by A. ' * 150_000",
    "a date in every word": "b'<h1>Bad</h1>' + b'<p>Published 3 May 2026 by Ann Lee | 3 May 2026</p>' * 25_000",
    "every word a sentence": "b'<h1>Bad</h1><p>' + b'A. ' * 1_600_000",
    "as many sentences as there may be": "b'<h1>Bad</h1><p>' + b'A. ' * 490_000",
    "captions over one picture": "b'<h1>Bad</h1><img src=a.jpg>' + b'<p>Ett stycke om badet.</p>' * 5"
    " + b'<div class=overlay>a b</div>' * 14_000",
    "cards that are links": "b'<h1>Bad</h1><p>Om badet i stan.</p>' + b'<x-card href=/a><h3>Hej</h3></x-card>' * 9_000",
    "a colon in every word": "b'<h1>Bad</h1><p>' + b'Foto: A B ' * 200_000",
}


@pytest.mark.slow
@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_input_ends_soon_and_small(data):
    run = subprocess.run([sys.executable, "-c", READER, data], capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stderr[-2000:]
    end, seconds, megabytes = json.loads(run.stdout)
    assert end in {"document", "input error"}
    assert seconds < 10
    assert megabytes < 1024


def test_a_long_table_is_read_whole():
    rows = "".join(f"<tr><td>Gata {number}</td><td>vecka {number % 52}</td></tr>" for number in range(3_000))
    page = f"<main><h1>Sophämtning</h1><p>Här står alla gator i kommunen.</p><table>{rows}</table></main>"
    document = read(page.encode(), id="x")
    assert sum(block.kind == "row" for block in document.walk()) == 3_000


def test_a_page_of_many_elements_is_read_whole():
    menu = "".join(f"<li><a href=/{number}>Sida {number}</a></li>" for number in range(3_000))
    text = "".join(
        f"<p>Stycke {number} handlar om <b>det</b> som <i>alla</i> vill veta.</p>" for number in range(3_000)
    )
    page = f"<nav><ul>{menu}</ul></nav><main><h1>Rapport</h1>{text}</main>"
    document = read(page.encode(), id="x")
    assert sum(block.kind == "paragraph" for block in document.blocks) == 3_000

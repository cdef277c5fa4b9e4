"""Measure the narration of the sample articles against eSpeak NG and an MP3 encoder alone, in the same run.

Prints a table, or with --json one object: cpu_rtf (CPU seconds for a second of audio, all in), ratio_to_raw (the same,
divided by that of the voice and the encoder alone), sentence_sync_ms_max and word_sync_ms_p95 (how far the times are
from the decoded MP3), lufs_error_max, true_peak_max.

A sentence's place in the decoded file is found by cross-correlation with the voice's own samples. A word's is the onset
of energy, which can be seen where a pause stands before the word: at the beginning of sentences, after commas, and in a
list of words with a comma after each.
"""

import importlib.util
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

import cli
import meter
from lattlast import config, sources, stages
from lattlast.assets import Assets
from lattlast.model import Block, Document, Edition, Narration, Segment
from lattlast.narration import audio, containers, narrate, script
from lattlast.narration.voices import _espeak_worker, espeak

ROOT = Path(__file__).parents[1]
# Beginnings of all kinds: vowels, sonorants, fricatives, stops and clusters.
WORDS = (
    "avgift, beslut, cykelväg, detaljplan, elevhälsa, fritids, gångbana, hemtjänst, idrottshall, jubileum, kulturhus, "
    "lekplats, matsal, nämnd, områden, parkering, renhållning, simhall, tomtkö, utställning, valnämnd, yrkeshögskola, "
    "åkermark, äldreboende, översiktsplan, skola, stadsdel, spårväg, tjänst, kvarter, plogning, bredband, gräsyta, "
    "trygghet, flyktväg, snöröjning, klimat, vatten, bibliotek, fullmäktige"
)


def cpu() -> float:
    """Give the CPU seconds of this process and its children."""
    return sum(os.times()[:4])


def editions() -> list[Edition]:
    """Read the sample articles."""
    return [stages.read(article) for article in sources.gather([ROOT / "input"]).articles]


def raw(texts: list[list[str]]) -> tuple[float, float, float]:
    """Speak the texts with the library alone, then write MP3: CPU seconds of each, and seconds of audio."""
    voices, library, data = espeak._voices(), espeak._library(), espeak._data()  # noqa: SLF001
    begin = time.process_time()
    engine = _espeak_worker._Library(str(library), str(data), rate=espeak.WORDS_PER_MINUTE["normal"])  # noqa: SLF001
    sounds = [b"".join(engine.speak(voices["sv"], text)[0] for text in article) for article in texts]
    spoken = time.process_time()
    for sound in sounds:
        audio.encode((np.frombuffer(sound, dtype="<i2") / 32768).astype(np.float32), _espeak_worker.RATE)
    return spoken - begin, time.process_time() - spoken, sum(map(len, sounds)) / 2 / _espeak_worker.RATE


def decoded_file(narration: Narration) -> tuple[meter.Samples, int]:
    """Decode the MP3 as a player does."""
    samples, rate = audio.decode(narration.audio)
    return samples.astype(float), rate


def sentence_offsets(edition: Edition, narration: Narration, assets: Assets) -> Iterator[float]:
    """Yield how far each sentence lies from where its clip says, in milliseconds."""
    decoded, rate = decoded_file(narration)
    begins = {clip.segment: clip.begin for clip in narration.clips}
    said = [line for line in script(edition.document, lexicon=assets.spoken_lexicon) if line.segment in begins]
    for line, speech in zip(said, espeak.EspeakVoice().speak(said), strict=True):
        begin = begins.pop(line.segment, None)
        if begin is not None and speech.samples.size:
            part = speech.samples[: 2 * rate].astype(float)
            yield 1000 * meter.offset(part, decoded, round(begin * rate), reach=rate // 5) / rate


def word_offsets(document: Document, narration: Narration) -> Iterator[float]:
    """Yield how far each word that follows a pause lies from where it says, in milliseconds."""
    texts = {segment.id: segment.text for segment in document.segments()}
    decoded, rate = decoded_file(narration)
    for clip in narration.clips:
        paused = (word for word in clip.words if re.search(r"(?:^|[.,:;!?–] )$", texts[clip.segment][: word.start]))
        for word in paused:
            found = meter.onset(decoded, rate, word.begin)
            if found is not None:
                yield 1000 * found


def measure() -> dict[str, float]:
    """Narrate every sample article, and measure what came out."""
    assets = Assets(config.load(ROOT, environment={}))
    articles = editions()
    stages.narrate(articles[0], assets)  # what is loaded once is loaded now
    texts = [[line.spoken for line in script(e.document, lexicon=assets.spoken_lexicon)] for e in articles]
    speaking, encoding, raw_seconds = raw(texts)
    begin = cpu()
    narrations = [stages.narrate(edition, assets) for edition in articles]
    used, seconds = cpu() - begin, sum(narration.seconds for narration in narrations)
    words = Document("words", "sv", (Block("paragraph", (Segment("s1", WORDS),)),))
    listed = narrate(words, voice=espeak.EspeakVoice(), lexicon=assets.spoken_lexicon)
    sentences = [o for e, n in zip(articles, narrations, strict=True) for o in sentence_offsets(e, n, assets)]
    told = [*((edition.document, n) for edition, n in zip(articles, narrations, strict=True)), (words, listed)]
    onsets = [o for document, narration in told for o in word_offsets(document, narration)]
    decoded = [decoded_file(narration) for narration in narrations]
    first, rate = decoded[0]
    extra = {}
    for kind in containers.KINDS if importlib.util.find_spec("av") else ():
        begin = cpu()
        containers.encode(first.astype("float32"), rate, kind, tags={}, chapters=())
        extra[f"{kind}_rtf"] = round((cpu() - begin) * rate / first.size, 4)
    return {
        "cpu_rtf": round(used / seconds, 4),
        "ratio_to_raw": round((used / seconds) / ((speaking + encoding) / raw_seconds), 2),
        "sentence_sync_ms_max": round(max(map(abs, sentences)), 2),
        "word_sync_ms_p95": round(float(np.percentile(np.abs(onsets), 95)), 1),
        "lufs_error_max": round(max(abs(meter.lufs(s, r) - audio.TARGET_LUFS) for s, r in decoded), 2),
        "true_peak_max": round(max(meter.true_peak(s) for s, r in decoded), 2),
        "voice_rtf": round(speaking / raw_seconds, 4),
        "mp3_rtf": round(encoding / raw_seconds, 4),
        **extra,
        "audio_seconds": round(seconds),
        "sentences": len(sentences),
        "words": len(onsets),
    }


def main() -> None:
    """Print the figures."""
    options = cli.parser(__doc__).parse_args()
    cli.report(measure(), options)


if __name__ == "__main__":
    main()

"""Sound: loudness, a limiter, the MP3 file and its tags.

Takes mono samples in −1…1 and their rate, gives measures, samples and bytes. It does not know about words or documents.

Loudness follows ITU-R BS.1770 with its two gates; −19 LUFS is what a mono file needs to be as loud as −16 LUFS in
stereo. The same samples give the same bytes.
"""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

from lattlast.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy import complex64, float32, float64
    from numpy.typing import NDArray

TARGET_LUFS = -19.0
# Speech at 64 kb/s comes out of MP3 with peaks up to 0.9 dB higher, and may reach −1 dBTP.
_CEILING_DBTP = -2.5
_TOLERANCE = 0.1
_ROUNDS = 4
_ABSOLUTE_GATE = -70.0
_RELATIVE_GATE = -10.0
_OFFSET = -0.691
_HOP_SECONDS = 0.1
_HOPS_IN_BLOCK = 4
# Short enough for a processor's cache, long against the margins.
_CHUNK_SECONDS = 10
_LOOK_AHEAD_SECONDS = 0.005
_OVERSAMPLING = 4
_TAPS = 12
# LAME turns what it encodes down to this part.
_LAME_SCALE = 0.95
_FULL_SCALE = 32768
# How libsndfile has to be asked for 64 kb/s, by the sample rates that MPEG audio knows.
_COMPRESSION = dict.fromkeys((16000, 22050, 24000), 0.62) | dict.fromkeys((32000, 44100, 48000), 0.889)
# The two filters of K-weighting as analogue prototypes: gain in dB, quality, frequency in Hz.
_SHELF = (3.999843853973347, 0.7071752369554196, 1681.974450955533)
_HIGH_PASS = (0.5003270373238773, 38.13547087602444)


def loudness(samples: NDArray[float32], rate: int) -> float:
    """Measure the integrated loudness in LUFS; minus infinity for silence."""
    import numpy as np

    weighted = _in_chunks(lambda part: _k_weighted(part, rate), samples, rate)
    powers = _block_powers(weighted, rate)
    audible = powers[_lufs(powers) > _ABSOLUTE_GATE]
    if not audible.size:
        return -np.inf
    gate = float(_lufs(audible.mean())) + _RELATIVE_GATE
    return float(_lufs(audible[_lufs(audible) > gate].mean()))


def true_peak(samples: NDArray[float32]) -> float:
    """Measure the true peak in dBTP, at four times the sample rate; minus infinity for silence."""
    import numpy as np

    with np.errstate(divide="ignore"):
        return float(20 * np.log10(_peaks(samples).max(initial=0.0)))


def level(samples: NDArray[float32], rate: int) -> NDArray[float32]:
    """Bring speech to the target loudness, with its true peaks under the ceiling."""
    import numpy as np

    measured = loudness(samples, rate)
    if not np.isfinite(measured):
        return samples
    gain, levelled, peaks = TARGET_LUFS - measured, samples, _in_chunks(_peaks, samples, rate)
    for _ in range(_ROUNDS):
        factor = np.float32(10 ** (gain / 20))
        levelled = samples * factor * _in_chunks(lambda part: _turned_down(part, rate), peaks * factor, rate)
        missing = TARGET_LUFS - loudness(levelled, rate)
        if abs(missing) < _TOLERANCE:
            break
        gain += missing
    return levelled


def encode(samples: NDArray[float32], rate: int) -> bytes:
    """Write an MP3 of 64 kb/s, mono; raise EngineError where MP3 does not know the sample rate."""
    import soundfile

    if rate not in _COMPRESSION:
        raise EngineError(
            f"A voice that speaks at {rate} samples a second cannot be written as MP3.",
            hint=f"It has to speak at one of {', '.join(map(str, sorted(_COMPRESSION)))}.",
        )
    file = io.BytesIO()
    options = {"format": "MP3", "bitrate_mode": "CONSTANT", "compression_level": _COMPRESSION[rate]}
    soundfile.write(file, samples / _LAME_SCALE, rate, **options)
    return file.getvalue()


def decode(data: bytes) -> tuple[NDArray[float32], int]:
    """Read a sound file into mono samples and their rate; raise EngineError where it is none."""
    import soundfile

    try:
        samples, rate = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
    except soundfile.SoundFileError as error:
        raise EngineError(f"The sound cannot be read: {error}", hint="Try again.") from error
    return samples.mean(axis=1), int(rate)


def resampled(samples: NDArray[float32], rate: int, wanted: int) -> NDArray[float32]:
    """Bring samples to another rate, by their spectrum."""
    import numpy as np

    if rate == wanted or not samples.size:
        return samples
    size = round(samples.size * wanted / rate)
    spectrum = np.fft.rfft(samples)
    kept = min(size // 2 + 1, spectrum.size)
    whole = np.zeros(size // 2 + 1, dtype=spectrum.dtype)
    whole[:kept] = spectrum[:kept]
    return np.asarray(np.fft.irfft(whole, size) * (size / samples.size), dtype=np.float32)


def pack(samples: NDArray[float32], rate: int) -> bytes:
    """Write samples as FLAC of 16 bits; none give no bytes."""
    import numpy as np
    import soundfile

    if not samples.size:
        return b""
    file = io.BytesIO()
    whole = np.clip(np.rint(samples * _FULL_SCALE), -_FULL_SCALE, _FULL_SCALE - 1).astype(np.int16)
    soundfile.write(file, whole, rate, format="FLAC", subtype="PCM_16")
    return file.getvalue()


def unpack(data: bytes) -> NDArray[float32]:
    """Read what `pack` wrote."""
    import numpy as np

    return decode(data)[0] if data else np.zeros(0, dtype=np.float32)


def clipped_runs(samples: NDArray[float32], *, least: int = 4) -> int:
    """Count the places where at least `least` samples in a row are at full scale."""
    import numpy as np

    full = np.abs(samples) >= np.float32(32767 / 32768)
    edges = np.diff(np.concatenate(([0], full.astype(np.int8), [0])))
    return int(np.sum(np.flatnonzero(edges == -1) - np.flatnonzero(edges == 1) >= least))


def longest_silence(samples: NDArray[float32], rate: int, *, floor_db: float = -55.0) -> tuple[float, float]:
    """Find the longest stretch below the floor: where it begins and how long it lasts, in seconds."""
    import numpy as np

    hop = rate // 100
    frames = np.abs(samples[: samples.size // hop * hop]).reshape(-1, hop).max(axis=1)
    edges = np.diff(np.concatenate(([0], (frames < 10 ** (floor_db / 20)).astype(np.int8), [0])))
    begins, lengths = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1) - np.flatnonzero(edges == 1)
    if not begins.size:
        return 0.0, 0.0
    longest = int(lengths.argmax())
    return float(begins[longest] * hop / rate), float(lengths[longest] * hop / rate)


def _lufs(power: NDArray[float64] | float) -> NDArray[float64]:
    import numpy as np

    with np.errstate(divide="ignore"):
        return _OFFSET + 10 * np.log10(np.asarray(power, dtype=np.float64))


def _block_powers(weighted: NDArray[float32], rate: int) -> NDArray[float64]:
    """Give the mean square of each block of 400 ms, every 100 ms; a shorter signal is one block."""
    import numpy as np

    hop = round(_HOP_SECONDS * rate)
    hops = weighted.size // hop
    if hops < _HOPS_IN_BLOCK:
        return np.array([np.mean(weighted**2, dtype=np.float64) if weighted.size else 0.0])
    frames = weighted[: hops * hop].reshape(hops, hop)
    energies = np.sum(frames**2, axis=1, dtype=np.float64)
    return np.convolve(energies, np.ones(_HOPS_IN_BLOCK), mode="valid") / (_HOPS_IN_BLOCK * hop)


def _in_chunks(
    process: Callable[[NDArray[float32]], NDArray[float32]], samples: NDArray[float32], rate: int
) -> NDArray[float32]:
    """Process a piece at a time, with half a second of what is around it, so that an hour fits into memory."""
    import numpy as np

    chunk, margin = _CHUNK_SECONDS * rate, rate // 2
    parts = [np.zeros(0, dtype=np.float32)]
    for start in range(0, samples.size, chunk):
        lead = min(start, margin)
        parts.append(process(samples[start - lead : start + chunk + margin])[lead : lead + chunk])
    return np.concatenate(parts)


def _k_weighted(samples: NDArray[float32], rate: int) -> NDArray[float32]:
    """Filter by the frequency response of K-weighting, which needs no recursion over samples."""
    import numpy as np

    size = _fast_length(samples.size + rate // 10)
    response = _k_response(size, rate)
    return np.fft.irfft(np.fft.rfft(samples, size) * response, size)[: samples.size].astype(np.float32)


def _fast_length(size: int) -> int:
    """Round up to a small multiple of a power of two, which the FFT likes."""
    step = 1 << max(size.bit_length() - 4, 0)
    return -(-size // step) * step


@cache
def _k_response(size: int, rate: int) -> NDArray[complex64]:
    """Evaluate both biquads of BS.1770, derived for this sample rate, on the unit circle."""
    import numpy as np

    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    return np.asarray(_shelf(z, rate) * _high_pass(z, rate), dtype=np.complex64)


def _shelf(z: NDArray[float64], rate: int) -> NDArray[float64]:
    import numpy as np

    gain, quality, frequency = _SHELF
    k, high = np.tan(np.pi * frequency / rate), 10 ** (gain / 20)
    band = high**0.4996667741545416
    above = (high + band * k / quality + k * k) + 2 * (k * k - high) * z + (high - band * k / quality + k * k) * z**2
    below = (1 + k / quality + k * k) + 2 * (k * k - 1) * z + (1 - k / quality + k * k) * z**2
    response: NDArray[float64] = above / below
    return response


def _high_pass(z: NDArray[float64], rate: int) -> NDArray[float64]:
    import numpy as np

    quality, frequency = _HIGH_PASS
    k = np.tan(np.pi * frequency / rate)
    scale = 1 + k / quality + k * k
    below = 1 + 2 * (k * k - 1) / scale * z + (1 - k / quality + k * k) / scale * z**2
    response: NDArray[float64] = (1 - 2 * z + z**2) / below
    return response


def _turned_down(peaks: NDArray[float32], rate: int) -> NDArray[float32]:
    """Give the gain that turns down, a little ahead of time and smoothly, what would pass the ceiling."""
    import numpy as np

    ceiling = np.float32(10 ** (_CEILING_DBTP / 20))
    if peaks.max(initial=0.0) <= ceiling:
        return np.ones_like(peaks)
    window = round(_LOOK_AHEAD_SECONDS * rate) | 1
    needed = np.minimum(1.0, ceiling / np.maximum(peaks, ceiling))
    lowest = _sliding_minimum(needed, window)
    total = np.concatenate(([0.0], np.cumsum(np.pad(lowest, window // 2, mode="edge"), dtype=np.float64)))
    gain: NDArray[float32] = ((total[window:] - total[:-window]) / window).astype(np.float32)
    return gain


def _sliding_minimum(values: NDArray[float32], window: int) -> NDArray[float32]:
    """Give the minimum of a centred window of odd length, by doubling."""
    import numpy as np

    padded, covered = np.pad(values, window // 2, mode="edge"), 1
    while covered < window:
        step = min(covered, window - covered)
        padded = np.minimum(padded[:-step], padded[step:])
        covered += step
    return padded


def _peaks(samples: NDArray[float32]) -> NDArray[float32]:
    """Give, for each sample, the highest magnitude from it to the next at four times the rate."""
    import numpy as np

    highest = np.abs(samples)
    for phase in range(1, _OVERSAMPLING):
        taps = _interpolator(phase / _OVERSAMPLING)
        np.maximum(highest, np.abs(np.convolve(samples, taps, mode="same"))[: samples.size], out=highest)
    return highest


def _interpolator(fraction: float) -> NDArray[float32]:
    """Give the windowed sinc that moves a signal by a fraction of a sample."""
    import numpy as np

    at = np.arange(-_TAPS, _TAPS + 1) + fraction
    taps = np.sinc(at) * np.cos(np.pi * at / (2 * _TAPS + 3)) ** 2
    scaled: NDArray[float32] = (taps / taps.sum()).astype(np.float32)
    return scaled

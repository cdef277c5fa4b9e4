"""Measure a finished narration independently of how lattlast measures while it makes it.

Loudness after ITU-R BS.1770-4 with the coefficients that the standard prints for 48 kHz, true peak by an exact
oversampling of the whole signal, places in the sound by cross-correlation and by the onset of energy.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]

RATE = 48_000
SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
TAIL = 9_600
ABSOLUTE_GATE = -70
FLOOR_DB = -50.0
PIECE = 1 << 18
# A multiple of what makes 22 050 and 48 000 whole, and of a power of two: the FFT likes both.
SMOOTH = 147 << 10
MARGIN = 1 << 13


def resampled(samples: Samples, factor: float) -> Samples:
    """Change the sample rate by the spectrum: exact for what the signal holds."""
    size = round(samples.size * factor)
    spectrum = np.fft.rfft(samples)
    whole = np.zeros(size // 2 + 1, dtype=complex)
    kept = min(whole.size, spectrum.size)
    whole[:kept] = spectrum[:kept]
    return np.asarray(np.fft.irfft(whole, size) * factor)


def impulse(coefficients: tuple[tuple[float, ...], tuple[float, ...]]) -> Samples:
    """Give the impulse response of a biquad by its recursion, until it has died away."""
    (b0, b1, b2), (_, a1, a2) = coefficients
    ins, outs = [0.0, 0.0], [0.0, 0.0]
    response = np.zeros(TAIL)
    for at in range(TAIL):
        value = 1.0 if at == 0 else 0.0
        out = b0 * value + b1 * ins[0] + b2 * ins[1] - a1 * outs[0] - a2 * outs[1]
        ins, outs = [value, ins[0]], [out, outs[0]]
        response[at] = out
    return response


def lufs(samples: Samples, rate: int) -> float:
    """Give the integrated loudness of a mono signal, with both gates."""
    whole = resampled(np.pad(samples, (0, -samples.size % SMOOTH)), RATE / rate)
    signal = whole[: round(samples.size * RATE / rate)]
    size = signal.size + 2 * TAIL
    size += -size % (1 << 16)
    response = np.fft.rfft(impulse(SHELF), size) * np.fft.rfft(impulse(HIGH_PASS), size)
    weighted = np.fft.irfft(np.fft.rfft(signal, size) * response, size)[: signal.size]
    block, step = round(0.4 * RATE), round(0.1 * RATE)
    powers = np.array([np.mean(weighted[at : at + block] ** 2) for at in range(0, signal.size - block + 1, step)])
    loud = powers[-0.691 + 10 * np.log10(np.maximum(powers, 1e-12)) > ABSOLUTE_GATE]
    gate = loud.mean() * 10**-1
    return float(-0.691 + 10 * np.log10(loud[loud > gate].mean()))


def true_peak(samples: Samples) -> float:
    """Give the true peak in dBTP, at four times the sample rate, piece by piece with margins that do not count."""
    highest = 0.0
    for start in range(0, samples.size, PIECE):
        lead = min(start, MARGIN)
        piece = resampled(samples[start - lead : start + PIECE + MARGIN], 4)
        highest = max(highest, float(np.abs(piece[4 * lead : 4 * (lead + PIECE)]).max()))
    return float(20 * np.log10(highest))


def offset(part: Samples, whole: Samples, at: int, *, reach: int) -> int:
    """Find where a part lies in the whole, in samples from where it is said to begin, by cross-correlation."""
    begin = max(at - reach, 0)
    window = whole[begin : at + part.size + reach]
    size = window.size + part.size
    match = np.fft.irfft(np.fft.rfft(window, size) * np.conj(np.fft.rfft(part, size)), size)
    return int(match[: max(window.size - part.size + 1, 1)].argmax()) - (at - begin)


def onset(samples: Samples, rate: int, at: float, *, reach: float = 0.12, quiet: float = 0.06) -> float | None:
    """Find where energy begins around a time, in seconds from it; None where no silence stands before it."""
    hop = rate // 1000
    first = max(round((at - reach) * rate), 0)
    window = samples[first : round((at + reach) * rate)]
    frames = np.abs(window[: window.size // hop * hop]).reshape(-1, hop).max(axis=1) > 10 ** (FLOOR_DB / 20)
    rests = round(quiet * 1000)
    starts = [index for index in range(rests, frames.size) if frames[index] and not frames[index - rests : index].any()]
    if not starts:
        return None
    times = [(first + index * hop) / rate - at for index in starts]
    return min(times, key=abs)

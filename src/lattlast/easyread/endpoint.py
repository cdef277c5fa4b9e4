"""A language model behind an address as Simplifier: Ollama, llama.cpp, the municipality's own.

Takes sentences that the rules left hard, gives proposals for them. Whatever it answers has to pass the same gates as a
rule; where it is silent, slow or wrong, the sentence stays as the rules made it.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import urllib.error
import urllib.request
from urllib.parse import urlsplit

from lattlast.errors import ConfigError
from lattlast.text.letters import capitalised
from lattlast.text.sentences import split

_ORDER = (
    "Skriv om meningen till lättläst svenska. Använd korta meningar med en sak i varje mening och vanliga ord. Behåll "
    "alla namn, siffror, datum, villkor och nekande ord. Lägg inte till något. Svara bara med den nya texten."
)
_LARGEST_ANSWER = 1 << 16
_LONGEST_ANSWER = 4  # times the sentence


class Endpoint:
    """A model that is asked over HTTP as the OpenAI interface has it: ``POST {url}/chat/completions``."""

    def __init__(self, *, url: str, name: str, timeout: float) -> None:
        """Take the address with its version (``http://127.0.0.1:11434/v1``), the model's name, and seconds to wait."""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ConfigError(
                f"“{url}” in simplify.model_url is no address of a model.",
                hint="Write it like this: http://127.0.0.1:11434/v1",
            )
        self._url = f"{url.rstrip('/')}/chat/completions"
        self._name = name
        self._timeout = timeout
        self.fingerprint = f"endpoint-1-{url}-{name}"
        self.title = name or parts.hostname
        self.host = "" if _is_loopback(parts.hostname) else parts.hostname

    def simplify(self, sentence: str) -> tuple[str, ...]:
        """Ask for an easier wording of a sentence: give its sentences, or nothing where none came."""
        try:
            answer = self._ask(sentence)
        except (OSError, http.client.HTTPException, ValueError, LookupError, TypeError):
            return ()
        text = " ".join(answer.split()).strip()
        if not text or len(text) > _LONGEST_ANSWER * len(sentence):
            return ()
        return tuple(capitalised(text[start:end]) for start, end in split(text, "sv"))

    def _ask(self, sentence: str) -> str:
        """Send a sentence, and read the answer; one that cannot be read raises OSError, ValueError or LookupError."""
        messages = [{"role": "system", "content": _ORDER}, {"role": "user", "content": sentence}]
        body = {"model": self._name, "messages": messages, "temperature": 0, "seed": 1, "stream": False}
        request = urllib.request.Request(  # noqa: S310  (the scheme is http or https)
            self._url, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=self._timeout) as response:  # noqa: S310
            read = json.loads(response.read(_LARGEST_ANSWER))
        content = read["choices"][0]["message"]["content"]
        return content if isinstance(content, str) else ""


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

"""The voices that lattlast brings, behind the same door as anybody else's: `lattlast.ports.Voice`."""

"""Personal data in texts, put behind a mark such as [EMAIL] before anything else is made of them.

What looks like a number of some kind is one only if its check digits are right: a text is full of other numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from .failures import RuntimeFailure
from .wording import quoted

Span = tuple[int, int]
# A pattern without runaway repetitions reads a million characters in a fraction of it.
PATTERN_SECONDS = 5.0


class Mask:
    """What `config.mask` asks for."""

    def __init__(self, config: dict[str, Any]) -> None:
        import regex

        self._patterns: list[tuple[str, Any]] = []
        for one in config.get("patterns", []):
            named = f"data.mask-patterns: {quoted(one['name'])}"
            try:
                pattern = regex.compile(one["pattern"])
            except (regex.error, OverflowError, RecursionError, ValueError) as cause:
                raise RuntimeFailure(
                    "configuration", f"{named} is no regular expression: {cause}", "Correct the pattern."
                ) from cause
            if pattern.fullmatch("") is not None:
                raise RuntimeFailure(
                    "configuration", f"{named} also matches nothing at all", "Write + where a * lets everything out."
                )
            self._patterns.append((one["name"], pattern))
        region = config.get("region")
        if region is not None:
            import phonenumbers

            if region not in phonenumbers.SUPPORTED_REGIONS:
                raise RuntimeFailure(
                    "configuration",
                    f"data.mask-region: no phone numbers of {quoted(region)} are known",
                    "Give a country by its two letters, such as US or DE.",
                )
        kinds = set(config.get("kinds", []))
        finders: dict[str, Callable[[str], Iterator[Span]]] = {**_FINDERS, "phone": lambda text: _phones(text, region)}
        # What is longest first: a card has phone numbers in it.
        self._finders = [(name, find) for name, find in finders.items() if name in kinds]
        self.names: Sequence[str] = [name for name, _ in (*self._patterns, *self._finders)]

    def __call__(self, text: str, masked: Counter[str]) -> str:
        """The text with its marks; counts what they stand for. RuntimeFailure where a pattern takes too long."""
        for name, pattern in self._patterns:
            try:
                spans = [found.span() for found in pattern.finditer(text, timeout=PATTERN_SECONDS)]
            except TimeoutError as cause:
                raise RuntimeFailure(
                    "configuration",
                    f"data.mask-patterns: {quoted(name)} is still being looked for in one text of {len(text)} "
                    f"characters after {PATTERN_SECONDS:g} s",
                    "Write the pattern without repetitions of repetitions, such as (a+)+.",
                ) from cause
            text = _marked(text, name, spans, masked)
        for name, find in self._finders:
            text = _marked(text, name, find(text), masked)
        return text


def _marked(text: str, name: str, spans: Iterator[Span] | Sequence[Span], masked: Counter[str]) -> str:
    parts: list[str] = []
    end = 0
    for begin, after in spans:
        if begin < end or after == begin:
            continue
        parts += [text[end:begin], f"[{name.upper()}]"]
        end = after
        masked[name] += 1
    return text if not parts else "".join((*parts, text[end:]))


_LONGEST_LOCAL, _LONGEST_DOMAIN = 256, 255
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~.-]+")
_DOMAIN = re.compile(r"(?:\w(?:[\w-]{0,61}\w)?\.)+(?:xn--[a-z0-9-]{2,59}|[^\W\d_]{2,63})", re.IGNORECASE)


def _emails(text: str) -> Iterator[Span]:
    at = text.find("@")
    while at >= 0:
        local = _LOCAL.match(text[max(0, at - _LONGEST_LOCAL) : at][::-1])
        domain = _DOMAIN.match(text, at + 1, at + 1 + _LONGEST_DOMAIN)
        if local is not None and domain is not None and (name := local[0].rstrip(".'")):
            yield at - len(name), domain.end()
        at = text.find("@", at + 1)


# By country, the length of an IBAN.
_COUNTRIES = """
AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18
FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20
LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24
SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30
"""
_IBAN_LENGTHS = {found[:2]: int(found[2:]) for found in _COUNTRIES.split()}
_IBAN_BEGINS = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?=[ -]?[A-Za-z0-9])")


def _ibans(text: str) -> Iterator[Span]:
    for found in _IBAN_BEGINS.finditer(text):
        length = _IBAN_LENGTHS.get(found[0][:2].upper(), 0)
        end, signs = found.end(), found[0].upper()
        while len(signs) < length and end < len(text):
            at = end + 1 if text[end] in " -" and end + 1 < len(text) else end
            if not (text[at].isascii() and text[at].isalnum()):
                break
            signs, end = signs + text[at].upper(), at + 1
        ends = end == len(text) or not text[end].isalnum()
        if length and len(signs) == length and ends and _mod_97(signs[4:] + signs[:4]) == 1:
            yield found.start(), end


def _mod_97(signs: str) -> int:
    return int("".join(str(int(sign, 36)) for sign in signs)) % 97


# Of who issues cards: how their numbers begin, and how long they are.
_CARDS = re.compile(
    r"4(?:[0-9]{12}|[0-9]{15}|[0-9]{18})|(?:5[1-5]|2[2-7])[0-9]{14}|3[47][0-9]{13}|3(?:0[0-5]|[689][0-9])[0-9]{11}"
    r"|(?:6011|64[4-9][0-9]|65[0-9]{2}|62[0-9]{2}|35[2-8][0-9])[0-9]{12,15}"
    r"|(?:5018|5020|5038|5893|6304|6759|676[1-3])[0-9]{8,15}"
)
_RUN = re.compile(r"[0-9](?:[ -]?[0-9])*")
_GROUP = re.compile(r"[0-9]+")
_SHORTEST_CARD, _LONGEST_CARD = 12, 19


def _cards(text: str) -> Iterator[Span]:
    """Of neighbouring groups of digits, those that make a card together: a date or another number may follow."""
    for run in _RUN.finditer(text):
        groups = [found.span() for found in _GROUP.finditer(text, *run.span())]
        first = 0
        while first < len(groups):
            digits, ends = "", first
            for at in range(first, len(groups)):
                begin, end = groups[at]
                if len(digits) + end - begin > _LONGEST_CARD:
                    break
                digits += text[begin:end]
                if len(digits) >= _SHORTEST_CARD and _CARDS.fullmatch(digits) and _luhn(digits):
                    ends = at + 1
            if ends > first:
                yield groups[first][0], groups[ends - 1][1]
            first = max(ends, first + 1)


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _matching(pattern: str, holds: Callable[[str], bool]) -> Callable[[str], Iterator[Span]]:
    """Numbers of one form that stand alone, and that are valid without what separates their parts."""
    form = re.compile(rf"(?<![A-Za-z0-9])(?<![0-9][.-]){pattern}(?![A-Za-z0-9])(?![.-][0-9])", re.IGNORECASE)

    def find(text: str) -> Iterator[Span]:
        return (one.span() for one in form.finditer(text) if holds(re.sub(r"[ .-]", "", one[0]).upper()))

    return find


def _is_ssn(digits: str) -> bool:
    """United States: no such number begins so, or has a part of noughts. It has no check digit."""
    area = int(digits[:3])
    return 0 < area < 900 and area != 666 and digits[3:5] != "00" and digits[5:] != "0000"


def _is_nir(signs: str) -> bool:
    """France, social security: the last two digits are what is left to 97."""
    number = signs[:13].replace("2A", "19").replace("2B", "18")
    return number.isdigit() and 97 - int(number) % 97 == int(signs[13:])


def _is_dni(signs: str) -> bool:
    """Spain, citizens and foreigners: the letter is that of the rest by 23."""
    number = str("XYZ".index(signs[0])) + signs[1:-1] if signs[0] in "XYZ" else signs[:-1]
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(number) % 23] == signs[-1]


def _is_cpf(digits: str) -> bool:
    """Brazil: two check digits by 11."""
    if len(set(digits)) == 1:
        return False
    for length in (9, 10):
        weighted = sum(int(digit) * (length + 1 - at) for at, digit in enumerate(digits[:length]))
        if weighted * 10 % 11 % 10 != int(digits[length]):
            return False
    return True


def _is_pesel(digits: str) -> bool:
    """Poland: a date of birth, whose century is in the month, and a check digit by 10."""
    if sum(int(digit) * weight for digit, weight in zip(digits, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1), strict=True)) % 10:
        return False
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    try:
        date({0: 1900, 1: 2000, 2: 2100, 3: 2200, 4: 1800}[month // 20] + year, month % 20, day)
    except ValueError:
        return False
    return True


# What may be a phone number: so many digits close to each other. The finder of phone numbers is slow.
_DIGITS = re.compile(r"\d(?:\D{0,4}\d){5}")


def _phones(text: str, region: str | None) -> Iterator[Span]:
    if not _DIGITS.search(text):
        return
    import phonenumbers

    for found in phonenumbers.PhoneNumberMatcher(text, region, phonenumbers.Leniency.VALID):
        yield found.start, found.end


_FINDERS: dict[str, Callable[[str], Iterator[Span]]] = {
    "email": _emails,
    "iban": _ibans,
    "card": _cards,
    "nir": _matching(
        r"[12] ?[0-9]{2} ?[0-9]{2} ?(?:[0-9]{2}|2[AB]) ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}",
        _is_nir,
    ),
    "cpf": _matching(r"[0-9]{3}\.?[0-9]{3}\.?[0-9]{3}-?[0-9]{2}", _is_cpf),
    "pesel": _matching(r"[0-9]{11}", _is_pesel),
    "dni": _matching(r"(?:[0-9]{8}|[XYZ]-?[0-9]{7})[ -]?[A-Z]", _is_dni),
    "ssn": _matching(r"[0-9]{3}([- ])[0-9]{2}\1[0-9]{4}", _is_ssn),
}

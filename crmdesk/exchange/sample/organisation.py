"""Who works at the sample organisation and what it sells: territories, users, teams, products, price books."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from crmdesk.exchange.sample.words import Words
from crmdesk.exchange.sample.world import Stamp, World


@dataclass(frozen=True, slots=True)
class SampleUser:
    """Someone who can sign in to the sample organisation, and how."""

    id: str
    login: str
    name: str
    role: str
    password: str
    home: str
    """Territory id."""
    territory: str
    """Territory key in the word lists."""
    languages: Mapping[str, int]
    """Language of their customers -> per cent; empty for who has none."""


@dataclass(frozen=True, slots=True)
class Product:
    """What is sold, with its list price in each currency."""

    id: str
    short: str
    family: str
    prices: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Company:
    """The selling side, as the other parts need it."""

    users: tuple[SampleUser, ...]
    reps: tuple[SampleUser, ...]
    products: tuple[Product, ...]
    territories: Mapping[str, Mapping[str, Any]]
    """Territory key -> its entry in the word lists."""


def found_company(world: World, words: Words) -> Company:
    """Makes the records of the organisation's own side."""
    data = words.organisation
    stamp = _stamp(world, data)
    for entry in data["territories"]:
        parent = entry.get("parent")
        world.add("territory", world.id_of("territory", entry["key"]), stamp, {
            "name": entry["name"],
            "parent": world.id_of("territory", parent) if parent else None,
        })  # fmt: skip
    world.add("letterhead", world.id_of("letterhead", 1), stamp, data["letterhead"])
    users = tuple(_hire(world, entry, stamp) for entry in data["users"])
    for entry in data["teams"]:
        world.add("team", world.id_of("team", entry["key"]), stamp, {
            "name": entry["name"],
            "lead": world.id_of("user", entry["lead"]),
            "area": world.id_of("territory", entry["area"]),
        })  # fmt: skip
    products = tuple(_make_product(world, data, entry, stamp) for entry in data["products"])
    return Company(
        users=users,
        reps=tuple(user for user in users if user.role == "rep"),
        products=products,
        territories={entry["key"]: entry for entry in data["territories"]},
    )


def _stamp(world: World, data: Mapping[str, Any]) -> Stamp:
    administrator = next(entry["login"] for entry in data["users"] if entry["role"] == "admin")
    founded = world.at(world.day(-1400), 9)
    return Stamp(None, None, founded, founded, world.id_of("user", administrator))


def _hire(world: World, entry: Mapping[str, Any], stamp: Stamp) -> SampleUser:
    user = SampleUser(
        id=world.id_of("user", entry["login"]),
        login=entry["login"],
        name=entry["name"],
        role=entry["role"],
        password=entry["password"],
        home=world.id_of("territory", entry["home"]),
        territory=entry["home"],
        languages=entry.get("languages", {}),
    )
    world.add("user", user.id, stamp, {
        "login": user.login,
        "name": user.name,
        "role": user.role,
        "home": user.home,
        "team": world.id_of("team", entry["team"]),
        "email": f"{user.login}@hanbit-instruments.example",
        "language": entry["language"],
        "active": True,
    })  # fmt: skip
    return user


def _make_product(world: World, data: Mapping[str, Any], entry: Mapping[str, Any], stamp: Stamp) -> Product:
    product_id = world.id_of("product", entry["code"])
    world.add("product", product_id, stamp, {
        "name": entry["name"],
        "code": entry["code"],
        "family": entry["family"],
        "description": f"{entry['name']}. {entry['family']} line.",
        "active": True,
    })  # fmt: skip
    prices: dict[str, Decimal] = {}
    for book in data["price_books"]:
        price = Decimal(entry["price"] * book["rate"])
        prices[book["currency"]] = max(1, round(price / book["round"])) * Decimal(book["round"])
        key = f"{book['currency']}/{entry['code']}"
        world.add("price_book_entry", world.id_of("price_book_entry", key), stamp, {
            "product": product_id,
            "price_book": book["name"],
            "price": str(prices[book["currency"]]),
            "currency": book["currency"],
        })  # fmt: skip
    return Product(product_id, entry["short"], entry["family"], prices)

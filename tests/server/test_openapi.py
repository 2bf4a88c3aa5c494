import json
import re
from typing import Any

import pytest

from crmdesk.domain.declare import Field, Kind
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.values import ADDRESS_PARTS
from crmdesk.server.openapi import describe
from crmdesk.server.routes import administration, records, session, sync
from tests.support.centre import RunningCentre

pytestmark = pytest.mark.any_database

OPERATIONS = (*session.OPERATIONS, *sync.OPERATIONS, *records.OPERATIONS, *administration.OPERATIONS)


@pytest.fixture
def page(centre: RunningCentre) -> Any:
    return centre.ask("GET", "/v1/openapi.json").json


def test_every_operation_is_described(page: Any) -> None:
    described = {(method.upper(), path) for path, methods in page["paths"].items() for method in methods}
    assert {(operation.method, operation.path) for operation in OPERATIONS} < described
    assert ("GET", "/healthz") in described
    names = [one["operationId"] for methods in page["paths"].values() for one in methods.values()]
    assert len(names) == len(set(names))


def test_every_reference_leads_somewhere(page: Any) -> None:
    for name in re.findall(r'"\$ref":\s*"#/components/schemas/([^"]+)"', json.dumps(page)):
        assert name in page["components"]["schemas"]


def test_path_parameters_are_declared(page: Any) -> None:
    for path, methods in page["paths"].items():
        for one in methods.values():
            declared = {parameter["name"] for parameter in one["parameters"] if parameter["in"] == "path"}
            assert declared == set(re.findall(r"{(\w+)}", path))


def test_what_is_open_to_all_is_little(page: Any) -> None:
    open_to_all = {
        path for path, methods in page["paths"].items() for one in methods.values() if "security" not in one
    }
    assert open_to_all == {"/v1/sign-in", "/v1/token", "/healthz", "/readyz", "/metrics", "/v1/openapi.json"}


def test_a_field_added_to_a_declaration_is_in_the_description() -> None:
    catalogue = CATALOGUE.with_field("account", Field("head_count", Kind.INTEGER, minimum=0))
    fields = describe(catalogue, OPERATIONS)["components"]["schemas"]["record.account"]["properties"][
        "fields"
    ]
    assert fields["properties"]["head_count"]["type"] == ["integer", "null"]
    assert fields["properties"]["head_count"]["minimum"] == 0


def test_what_is_inside_a_structured_value_is_told(page: Any) -> None:
    records = page["components"]["schemas"]
    account, visit = (
        records[name]["properties"]["fields"]["properties"] for name in ("record.account", "record.visit")
    )
    assert set(account["billing_address"]["properties"]) == set(ADDRESS_PARTS)
    assert account["location"]["required"] == ["lat", "lon"]
    assert {"at", "lat", "lon"} <= set(visit["check_in"]["properties"])
    assert "at" in visit["check_in"]["required"]


def test_choices_and_read_only_fields_are_told(page: Any) -> None:
    fields = page["components"]["schemas"]["record.opportunity"]["properties"]["fields"]["properties"]
    assert "closed_won" in fields["stage"]["enum"]
    assert fields["owner"]["readOnly"]
    assert not fields["name"]["readOnly"]


def test_what_a_client_needs_to_read_cells_and_to_set_units_is_told(page: Any) -> None:
    schemas = page["components"]["schemas"]
    opportunity, line = (
        schemas[f"record.{name}"]["properties"]["fields"]["properties"]
        for name in ("opportunity", "opportunity_line")
    )
    amount = opportunity["amount"]
    assert (amount["x-kind"], amount["x-currency"], amount["x-unit"]) == ("money", "currency", "amount")
    assert opportunity["currency"]["x-unit"] == "amount"
    assert (line["quantity"]["x-kind"], line["quantity"]["x-scale"]) == ("decimal", 3)
    assert (opportunity["name"]["x-required"], opportunity["tags"]["x-required"]) == (True, False)

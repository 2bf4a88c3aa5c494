import urllib.request

from tests.support.centre import RunningCentre


def test_a_served_centre_answers_and_marks_its_answers(centre: RunningCentre) -> None:
    with urllib.request.urlopen(f"{centre.url}/healthz") as answer:
        assert answer.headers["CRMDesk"] == "1"
        assert answer.read() == b'{"status":"ok"}'


def test_a_stopped_centre_comes_back_at_the_same_address(centre: RunningCentre) -> None:
    url = centre.url
    centre.stop()
    centre.start()
    assert centre.url == url
    with urllib.request.urlopen(f"{url}/readyz") as answer:
        assert answer.status == 200

"""The page with accounts: two users at work, and those who would like to be another."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page

from docgen.web.accounts import why_weak
from tests.web.conftest import EXAMPLE, PROGRAM, ROOT, Client, Server, ask_for_numbers

WORDS = {"经办": "li-zi-shu-2024", "审核签发": "bi-luo-chun-77", "管理": "shan-gao-shui-3"}
NAMES = {"经办": "小李", "审核签发": "老毕", "管理": "山管"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("accounts")
    for role, name in NAMES.items():
        command = [PROGRAM, "account", "add", name, "--role", role, "--data", folder / "data"]
        subprocess.run(command, input=f"{WORDS[role]}\n{WORDS[role]}\n", text=True, check=True, capture_output=True)
    with Server(folder, settings={"DOCGEN_ACCOUNTS": "是"}) as running:
        yield running


class Person(Client):
    """A browser in which somebody logs in."""

    def enter(self, role: str) -> None:
        answer = self.log_in(NAMES[role], WORDS[role])
        assert "/login" != answer.url.path, answer.text

    def log_in(self, name: str, password: str, **more: str) -> httpx.Response:
        self.fresh()
        answer = self.send_form("/login", name=name, password=password, **more)
        self.fresh()
        return answer

    def fresh(self) -> None:
        """The token of the present cookie."""
        self.__dict__.pop("token", None)


@pytest.fixture
def clerk(house: Server) -> Iterator[Person]:
    with Person(house.address) as made:
        made.enter("经办")
        yield made


@pytest.fixture
def signer(house: Server) -> Iterator[Person]:
    with Person(house.address) as made:
        made.enter("审核签发")
        yield made


@pytest.fixture
def admin(house: Server) -> Iterator[Person]:
    with Person(house.address) as made:
        made.enter("管理")
        yield made


def test_nobody_sees_anything_before_logging_in(house: Server) -> None:
    number = 1
    for path in (
        "/data",
        f"/data/{number}",
        "/batches/1",
        "/register",
        "/check",
        "/own",
        "/users",
        "/audit",
        "/data/empty.xlsx",
    ):
        answer = httpx.get(f"{house.address}{path}")
        assert (303, True) == (answer.status_code, answer.headers["location"].startswith("/login?")), path
    for path in ("/datasets", "/batches/1/files", "/register"):
        assert 401 == httpx.get(f"{house.address}/api/v1{path}").status_code
    assert 303 == httpx.post(f"{house.address}/register/void", data={"number": "x"}).status_code


def test_a_clerk_makes_and_a_signer_signs(
    house: Server, clerk: Person, signer: Person, admin: Person, page: Page
) -> None:
    number = clerk.give(EXAMPLE)
    assert "岚川能源集团" in signer.get(f"/data/{number}").text
    assert 403 == clerk.get(f"/data/{number}/issue").status_code
    asked = {"kind": "bulletin", "signer": "乔望舒", "date": "2024-12-27"}
    assert 403 == clerk.send_form(f"/data/{number}/issue", **asked).status_code
    assert 403 == clerk.send_form("/register/void", number="岚安办〔2024〕1号", reason="x").status_code
    for what in ("standard", "template"):
        assert 403 == clerk.send_form(f"/own/{what}", ("版式.yaml", b"x: 1")).status_code

    page.goto(f"{house.address}/data/{number}/issue")
    page.get_by_label("用户名").fill(NAMES["审核签发"])
    page.get_by_label("密码").fill(WORDS["审核签发"])
    page.get_by_role("button", name="登录").click()
    ask_for_numbers(page)
    page.get_by_role("button", name="签发这").click()
    page.get_by_text("做完了").wait_for()
    page.get_by_role("button", name="退出").click()
    page.get_by_role("heading", name="登录").wait_for()
    page.goto(f"{house.address}/register")
    page.get_by_role("heading", name="登录").wait_for()

    log = admin.get("/audit").text
    assert all(word in log for word in ("放进数据", "签发", "登录", NAMES["经办"], NAMES["审核签发"]))
    assert 403 == signer.get("/audit").status_code


def test_another_users_dataset_and_batch_are_not_there(house: Server, admin: Person, clerk: Person) -> None:
    number = admin.give(EXAMPLE)
    batch = admin.send_form(f"/data/{number}/papers", kind="bulletin").url.path
    admin.wait(batch, "data-live")
    for path in (
        f"/data/{number}",
        f"/data/{number}/file",
        f"/data/{number}/papers",
        f"/data/{number}/progress",
        f"/data/{number}/template",
        f"/data/{number}/papers/0/spots/0?of=x",
        batch,
    ):
        assert 404 == clerk.get(path).status_code, path
    for path in (f"{batch}/set.zip", f"{batch}/print.zip", f"{batch}/files/1"):
        assert 404 == clerk.get(path).status_code, path
    for path in (f"{batch}/cancel", f"{batch}/resume", f"/data/{number}/papers"):
        assert 404 == clerk.send_form(path).status_code, path
    assert 404 == clerk.send_form("/data", EXAMPLE, previous=number).status_code
    assert f"/data/{number}" not in clerk.get("/data").text


def test_a_paper_made_from_its_preview_is_in_the_audit_log_too(clerk: Person, admin: Person) -> None:
    number = clerk.give(EXAMPLE)
    before = admin.get("/audit").text.count("制作")
    assert 200 == clerk.send_form(f"/data/{number}/papers/0").status_code
    assert before + 1 == admin.get("/audit").text.count("制作")


def test_persons_own_ledgers_are_for_those_who_may_see_them(clerk: Person, signer: Person) -> None:
    number = clerk.give(ROOT / "data_examples" / "huitoukan" / "dataset.xlsx")
    asked = {"kind": "ledger", "unit": "石桥区", "personal": "on"}
    plain = clerk.get(f"/data/{number}/papers", params={"kind": "ledger", "unit": "石桥区"}).text.count("<tr")
    assert plain == clerk.get(f"/data/{number}/papers", params=asked).text.count("<tr")
    assert plain < signer.get(f"/data/{number}/papers", params=asked).text.count("<tr")


def test_a_session_that_was_planted_is_worth_nothing(house: Server) -> None:
    with Person(house.address) as victim:
        victim.cookies.set("docgen", "planted-by-the-attacker", domain="127.0.0.1")
        victim.log_in(NAMES["经办"], WORDS["经办"])
        assert "planted-by-the-attacker" not in victim.cookies.values()
    attacker = httpx.get(f"{house.address}/data", cookies={"docgen": "planted-by-the-attacker"})
    assert 303 == attacker.status_code


def test_a_session_ends_when_one_logs_out(house: Server, clerk: Person) -> None:
    kept = clerk.cookies["docgen"]
    clerk.send_form("/logout")
    assert 303 == httpx.get(f"{house.address}/data", cookies={"docgen": kept}).status_code


def test_guessing_is_stopped_and_tells_nothing(house: Server, admin: Person) -> None:
    admin.send_form("/users", name="被猜的", password="yi-er-san-si-5", role="经办")
    with Person(house.address) as guesser:
        wrong = {guesser.log_in(name, "x" * 12).text.count("用户名或密码不对") for name in ("被猜的", "没有这人")}
        assert {1} == wrong
        for _ in range(4):
            guesser.log_in("被猜的", "x" * 12)
        answer = guesser.log_in("被猜的", "yi-er-san-si-5")
    assert (429, True) == (answer.status_code, "次数太多" in answer.text)


def test_nobody_is_led_away_after_logging_in(house: Server) -> None:
    for onward in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"):
        with Person(house.address) as person:
            answer = person.log_in(NAMES["管理"], WORDS["管理"], next=onward)
            assert ("127.0.0.1", "/data") == (answer.url.host, answer.url.path), onward


def test_a_program_has_a_token_and_no_session(house: Server, clerk: Person) -> None:
    page = clerk.send_form("/account/programs", program="报表系统").text
    shown = page.partition("<code>")[2].partition("</code>")[0]
    api = f"{house.address}/api/v1/datasets"
    assert 200 == httpx.get(api, headers={"authorization": f"Bearer {shown}"}).status_code
    assert 401 == httpx.get(api, cookies={"docgen": clerk.cookies["docgen"]}).status_code
    assert 303 == httpx.get(f"{house.address}/data", cookies={"docgen": shown}).status_code
    number, signed = clerk.give(EXAMPLE), {"kinds": ["feedback"], "signers": ["乔望舒"], "signed_on": "2024-12-27"}
    for way in ("numbers", "issue"):  # his token may what he may
        asked = {"json": signed, "headers": {"authorization": f"Bearer {shown}"}}
        assert 403 == httpx.post(f"{api}/{number}/{way}", **asked).status_code
    clerk.send_form("/account/programs/forget", program="报表系统")
    assert 401 == httpx.get(api, headers={"authorization": f"Bearer {shown}"}).status_code


def test_what_a_program_issues_is_in_the_audit_log(house: Server, signer: Person, admin: Person) -> None:
    number = signer.give(EXAMPLE)
    page = signer.send_form("/account/programs", program="公文交换").text
    headers = {"authorization": f"Bearer {page.partition('<code>')[2].partition('</code>')[0]}"}
    signed = {"kinds": ["report"], "signers": ["乔望舒"], "signed_on": "2024-12-27"}
    with httpx.Client(base_url=f"{house.address}/api/v1", headers=headers, timeout=60) as api:
        numbers = api.post(f"/datasets/{number}/numbers", json=signed).json()["numbers"]
        batch = api.post(f"/datasets/{number}/issue", json=signed).json()["id"]
        while api.get(f"/batches/{batch}").json()["state"] in ("waiting", "running"):
            time.sleep(0.2)
        entries = api.get("/register", params={"q": "情况的报告"}).json()
    assert [each["number"] for each in numbers] == [each["number"] for each in entries] != []
    assert "情况报告；签发人 乔望舒" in admin.get("/audit").text


def test_who_is_shut_out_is_out_at_once(house: Server, admin: Person) -> None:
    admin.send_form("/users", name="临时工", password="lin-shi-gong-66", role="经办")
    with Person(house.address) as person:
        person.log_in("临时工", "lin-shi-gong-66")
        assert 200 == person.get("/batches").status_code
        users = admin.get("/users").text
        number = users.partition("临时工</td>")[2].partition("/users/")[2].partition('"')[0]
        admin.send_form(f"/users/{number}", act="停用")
        assert "/login" == person.get("/batches").url.path
        assert 401 == person.log_in("临时工", "lin-shi-gong-66").status_code


def test_no_password_is_kept(house: Server) -> None:
    time.sleep(0.1)
    folder: Path = house.folder / "data"
    kept = b"".join(path.read_bytes() for path in folder.glob("docgen.sqlite*"))
    assert [] == [word for word in WORDS.values() if word.encode() in kept]
    assert b"$argon2id$" in kept


@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaa", "xiaoli-xiaoli", "x" * 300])
def test_weak_passwords_are_refused(weak: str) -> None:
    assert why_weak("xiaoli", weak)
    assert not why_weak("xiaoli", "li-zi-shu-2024")

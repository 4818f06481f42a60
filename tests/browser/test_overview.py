"""From a finding to its place, and from the overview to a report that opens anywhere."""

from __future__ import annotations

from playwright.sync_api import expect


def test_the_report_downloads_and_opens_without_a_server(visit, browser, tmp_path):
    tab = visit.open("/?corpus=sample.txt")
    with tab.expect_download(timeout=120_000) as waiting:
        tab.get_by_role("button", name="Download the report").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    assert path.name == "sample.txt.report.html"
    page = browser.new_page()
    errors: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    expect(page.get_by_text("2 prompts leak their target's topic")).to_be_visible()
    expect(page.locator(".picture .xaxislayer-above").first).to_be_attached(timeout=60_000)
    assert page.locator(".picture svg.main-svg").count() >= 3
    assert asked == [path.as_uri()]
    assert not errors
    page.close()


def test_the_number_of_a_seam_leads_to_it(visit):
    tab = visit.open("/?corpus=sample.txt")
    tab.get_by_role("link", name="3", exact=True).first.click()
    tab.wait_for_url("**at=1603**")
    visit.settle()
    assert tab.locator(".transcript .here").is_visible()

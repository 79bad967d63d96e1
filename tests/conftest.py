"""What all tests share."""

pytest_plugins = ["tests.browser_fixtures", "tests.ci_rules", "tests.page_fixtures", "tests.store_fixtures"]

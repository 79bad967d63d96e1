"""What all tests share."""

from hypothesis import settings

pytest_plugins = [
    "tests.browser_fixtures",
    "tests.ci_rules",
    "tests.page_fixtures",
    "tests.quick_rules",
    "tests.reading_fixtures",
    "tests.store_fixtures",
    "tests.terminal",
    "tests.thrift",
]

# A busy machine is slow now and then, which says nothing about the code.
settings.register_profile("kkb", settings(), deadline=None)
settings.load_profile("kkb")

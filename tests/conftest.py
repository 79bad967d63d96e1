"""What all tests share."""

from hypothesis import settings

pytest_plugins = [
    "tests.support.browser_fixtures",
    "tests.support.ci_rules",
    "tests.support.page_fixtures",
    "tests.support.quick_rules",
    "tests.support.reading_fixtures",
    "tests.support.store_fixtures",
    "tests.support.terminal",
    "tests.support.thrift",
]

# A busy machine is slow now and then, which says nothing about the code. Laws that cost more say how often themselves.
settings.register_profile("kkb", settings(), deadline=None, max_examples=60)
settings.load_profile("kkb")

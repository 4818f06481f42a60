"""What every engine has to answer: each test runs once for each of `conftest.ENGINES`."""

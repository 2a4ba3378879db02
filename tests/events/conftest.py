from tests.prisoners.conftest import make_person as make_person  # a fixture: importing it is using it

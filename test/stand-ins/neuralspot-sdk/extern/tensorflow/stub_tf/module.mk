# The runtime itself comes with the tests that need one.

"""A board that is ready at once and makes three windows of 50 ms."""


class OwnBoard:
    def __init__(self):
        self.reset()
        self.go = 0

    def reset(self):
        self.left = self.windows = 0
        self.armed = True  # It waits for go to be low before it is ready again.
        self.levels = [0, 1]

    def set_go(self, high):
        self.go = high

    def pass_10_ms(self):
        if not self.go and self.left == 0:
            self.armed = True
        if self.go and self.armed and self.windows < 3:
            self.left, self.windows, self.armed = 5, self.windows + 1, False
        self.levels = [int(self.left > 0), int(self.armed and self.windows < 3)]
        self.left = max(0, self.left - 1)

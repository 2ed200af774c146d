class Chart:
    """A chart with the sentence that says what it shows."""

    def __init__(self, sentence, svg):
        self.sentence, self.svg = sentence, svg

    def __repr__(self):
        return self.sentence

    def _repr_svg_(self):
        return self.svg

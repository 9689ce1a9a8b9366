import unittest

from harness import FIXTURES, FixtureCase

from check_coroutines import check, check_text


class Coroutines(FixtureCase):
    def test_every_bad_shape_and_no_safe_one(self):
        self.compare(check, 'coroutines')

    def test_a_waiver_silences_its_line_only(self):
        text = 'awaitable<void> a()\n{\n    co_await f(A{1}); // coro-ok: tried\n    co_await f(A{2});\n}\n'
        self.assertEqual([f.line for f in check_text('a.cpp', text)], [4])

    def test_broken_text_is_no_crash(self):
        text = (FIXTURES / 'coroutines/bad.cpp').read_text()
        for cut in range(0, len(text), 37):
            check_text('cut.cpp', text[:cut])
            check_text('cut.cpp', text[cut:])


if __name__ == '__main__':
    unittest.main()

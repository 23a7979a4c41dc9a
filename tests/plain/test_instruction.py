"""In plain mode, too, the activity's own text is said when it begins."""


def test_the_text_of_an_activity_is_said(plain, method):
    assert method.before_the_day in plain.text
    for _ in range(3):
        plain.do("n")
    for line in method.activity("skriv-tiltag").body:
        assert line in plain.text

def test_what_is_under_embargo_is_listed_and_exported_for_those_alone_who_ask_for_it(call, talks):
    passed = call("embargo", talks, "--until", "2999-01-01", "--why", "not yet")
    assert "is kept" in passed.stdout
    assert talks not in call("events", "--json").stdout
    assert talks not in call("export", "claims").stdout
    assert talks in call("export", "claims", "--embargoed").stdout
    told = call("show", talks, status=1).stderr
    assert f'withholds the event "{talks}" by ruling {passed.stdout.split()[1]} of r.okafor' in told
    assert "--embargoed" in told
    assert "embargo until 2999-01-01: not yet" in call("show", talks, "--embargoed").stdout


def test_an_embargo_ends_on_its_day(call, talks):
    call("embargo", talks, "--until", "2020-01-01")
    assert talks in call("events", "--json").stdout


def test_an_article_is_withheld_by_its_key_or_by_the_id_that_is_shown(call, talks):
    shown = call("show", talks, "--json").stdout
    key = shown.split('"told_by":')[1].split('"key":"')[1].split('"')[0]
    assert "[1] n1 · Northern Wire" in call("show", talks).stdout
    for named in (key, "n1"):
        passed = call("embargo", named, "--article").stdout
        assert key not in call("export", "claims").stdout
        assert "n1 · Northern Wire · 1 Jun 2024" in call("rulings").stdout
        call("undo", passed.split()[1])
    assert key in call("export", "claims").stdout
    call("embargo", key, "--article")
    assert key not in call("export", "claims").stdout
    call("embargo", "nowhere", "--article", status=1)

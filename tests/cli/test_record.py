import sqlite3

from tests import record


def test_add_tells_what_became_of_the_articles_and_what_the_record_holds(call, tmp_path):
    articles, codings = record.write(tmp_path)
    new = tmp_path / "new.db"
    first = call("add", articles, "--codings", codings, "--by", "a.lind", "--record", new)
    assert first.stdout == "7 articles added.\nThe record holds 7 articles and 6 events.\n"
    again = call("add", articles, "--codings", codings, "--by", "a.lind", "--record", new)
    assert again.stdout.startswith("0 articles added, 7 already there.")


def test_an_article_that_cannot_be_taken_is_told_in_a_line_and_the_rest_is_kept(call, tmp_path):
    articles, codings = record.write(tmp_path)
    (codings / "n2.json").write_text("{")
    (codings / "n3.json").unlink()
    result = call("add", articles, "--codings", codings, "--record", tmp_path / "new.db", status=1)
    assert result.stdout.startswith("5 articles added, 2 could not be read.")
    assert [line.partition("[")[2].partition("]")[0] for line in result.stderr.splitlines()] == [
        "codings.form", "codings.none",
    ]  # fmt: skip


def test_rebuild_makes_the_same_record(call):
    first, second = call("rebuild").stdout, call("rebuild").stdout
    assert first == second
    assert first.startswith("Made anew: 6 events of 8 claims; digest ")


def test_verify_finds_all_as_it_was_kept_and_what_was_altered(call, path):
    assert call("verify").stdout == "7 articles, 7 readings, 8 claims: all as they were kept.\n"
    with sqlite3.connect(path) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE articles SET text = replace(text, 'Arden', 'Corva') WHERE id = 'n1'")
    result = call("verify", status=1)
    assert result.stderr.startswith("error: ")
    assert "fault" in result.stdout


def test_what_people_coded_is_not_read_anew(call):
    assert call("reread", "--no-encoder").stdout.startswith("0 articles read anew")


def test_a_diff_of_nothing_is_empty(call):
    assert call("reread", "--diff", "--dry-run", "--no-encoder").stdout == (
        "0 articles would be read anew: of their claims, 0 came, 0 went, 0 changed.\n"
    )

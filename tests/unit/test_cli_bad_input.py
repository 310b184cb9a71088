"""Bad input: one sentence that names the value and the remedy, exit code 2, and nothing written."""

import re

import pytest
from command_line import Answer, CommandLine

INDEX = "calendar years run from 2005 to 2024, financial years from 2000-01 to 2030-31."
UNKNOWN = {
    "compare --area Leads": "There is no area called 'Leads'. Did you mean 'Leeds'?",
    "compare debt_advise": "There is no intervention called 'debt_advise'. Did you mean 'debt_advice'?",
    "run debt_advise": "There is no intervention called 'debt_advise'. Did you mean 'debt_advice'?",
    "parameters debt_advise": "There is no intervention called 'debt_advise'. Did you mean 'debt_advice'?",
    "compare --coverage debt_advise=0.2": (
        "There is no intervention called 'debt_advise'. Did you mean 'debt_advice'?"
    ),
    "run debt_advice --set advise_cost=3@2015": (
        "There is no parameter called 'advise_cost' in debt_advice. Did you mean 'advice_cost'?"
    ),
    "compare --set advise_cost=3@2015": "There is no parameter called 'advise_cost'. Did you mean 'advice_cost'?",
    "compare --preset evidnce": "There is no preset called 'evidnce'. Did you mean 'evidence'?",
    "compare --preset debt_advice=trial-nul": (
        "There is no preset called 'trial-nul' in debt_advice. Did you mean 'trial-null'?"
    ),
    "compare --population adlts=4": "There is no population figure called 'adlts'. Did you mean 'adults'?",
    "compare --payer nsh=1": "There is no sector called 'nsh'. Did you mean 'nhs'?",
    "compare --perspective socital": "There is no perspective called 'socital'. Did you mean 'societal'?",
    "compare --schedule green-book": (
        "There is no discount schedule called 'green-book'. Did you mean 'green-book-2026'?"
    ),
    "areas Leads": "There is no area called 'Leads'. Did you mean 'Leeds'?",
}
NOT_ALLOWED = {
    "compare --coverage 1.2": "coverage is 1.2; it must be a number between 0 and 1.",
    "compare --coverage=-0.1": "coverage is -0.1; it must be a number between 0 and 1.",
    "compare --coverage many": "coverage is 'many'; it must be a number.",
    "compare --coverage nan": "coverage is 'nan'; it must be a finite number.",
    "compare --set advice_cost=-5@2015": "advice_cost is -5; it must be a number of 0 or more.",
    "compare --horizon 0": "horizon is 0; it must be a whole number of years between 1 and 100.",
    "compare --horizon 2.5": "horizon is 2.5; it must be a whole number of years between 1 and 100.",
    "run debt_advice --horizon 101": "horizon is 101; it must be a whole number of years between 1 and 100.",
    "run debt_advice --horizon ten": "horizon is 'ten'; it must be a whole number of years between 1 and 100.",
    "run debt_advice --horizon nan": "horizon is nan; it must be a whole number of years between 1 and 100.",
    "compare --set advice_cost=5": (
        "advice_cost is money (£ per client) and needs a price year: write advice_cost=5@2024-25."
    ),
    "compare --set over_indebted=0.2@2015": (
        "over_indebted is not money (share of adults); leave out the price year 2015."
    ),
    "compare --price-year 1990": f"There is no price index for 1990; {INDEX}",
    "run debt_advice --price-year 2031-32": f"There is no price index for 2031-32; {INDEX}",
    "compare --price-year 2015-17": (
        "The price year is '2015-17'; a financial year ends the year after it begins: 2015-16."
    ),
    "compare --draws 1": "draws is 1; it must be a whole number between 2 and 10,000,000.",
    "compare --seed=-1": "seed is -1; it must be a whole number, 0 or more.",
    "compare --population adults=1000.5": "adults is 1,000.5; it must be a whole number of people, 0 or more.",
    "compare --population adults=-4": "adults is -4; it must be a whole number of people, 0 or more.",
    "compare --population employment_rate=1.2": "employment_rate is 1.2; it must be a share between 0 and 1.",
    "compare --population adults": "--population is 'adults'; it must be of the form NAME=VALUE.",
    "compare --payer nhs=0.4": "The payers' shares add up to 0.4; they must add up to 1 (difference -0.6).",
    "compare --payer nhs=1.4": "The share paid by nhs is 1.4; it must be between 0 and 1.",
    "compare --area Leeds --area Leeds": "Leeds is named twice; name it once.",
    "compare --all-horizons --horizon 3": "--all-horizons and --horizon 3 cannot be asked for together; choose one.",
    "compare --preset evidence --preset phe-2017": (
        "--preset is given as evidence and phe-2017; give one for all, or INTERVENTION=PRESET."
    ),
    "compare --set coverage": (
        "'coverage' is not of the form NAME=VALUE, NAME=VALUE:LOW:HIGH or, for money, NAME=VALUE@PRICE_YEAR."
    ),
    "compare --set over_indebted=0.2:0.3:0.1": ("over_indebted has the interval 0.3 to 0.1; low must be below high."),
    "compare --set coverage=0.2:0.1:0.3": "coverage is a decision parameter and has no interval; give one number.",
    "run suicide_prevention --set programme_years=2.5": (
        "programme_years is 2.5; it must be a whole number between 1 and 10."
    ),
}


def refused(answer: Answer) -> str:
    """The one sentence of a refusal."""
    assert answer.code == 2
    assert answer.out == ""
    assert "Traceback" not in answer.err
    (line,) = answer.err.splitlines()
    assert line.startswith("roi-model: ")
    assert re.search(r"[.?]$", line)
    return line.removeprefix("roi-model: ")


@pytest.mark.parametrize("format_", ["table", "csv", "json"])
@pytest.mark.parametrize("words", UNKNOWN)
def test_an_unknown_name_is_refused_with_the_nearest(roi_model: CommandLine, words: str, format_: str) -> None:
    assert refused(roi_model(*words.split(), "--format", format_)) == UNKNOWN[words]


@pytest.mark.parametrize("words", NOT_ALLOWED)
def test_a_value_that_is_not_allowed_is_refused_with_what_is(roi_model: CommandLine, words: str) -> None:
    assert refused(roi_model(*words.split())) == NOT_ALLOWED[words]


def test_a_price_year_without_an_index_is_refused_with_the_parameter(roi_model: CommandLine) -> None:
    problem = refused(roi_model("compare", "--set", "advice_cost=5@1990"))
    assert problem.startswith("advice_cost")
    assert problem.endswith(f"here is no price index for 1990; {INDEX}")


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("compare --draws abc", ("draws", "abc")),
        ("compare --draws 2.5", ("draws", "2.5")),
        ("compare --seed 1.5", ("seed", "1.5")),
        ("compare --format xml", ("--format", "xml", "table", "csv", "json")),
        ("compare --also-count both", ("--also-count", "both", "wellbeing", "qalys")),
        ("compare --frmat csv", ("--frmat", "--format")),
        ("comparee", ("comparee", "compare")),
        ("run", ("run", "intervention")),
        ("compare --area", ("--area",)),
        ("list --area Leeds", ("--area",)),
    ],
)
def test_what_the_parser_refuses_is_one_sentence_too(
    roi_model: CommandLine, words: str, parts: tuple[str, ...]
) -> None:
    problem = refused(roi_model(*words.split()))
    assert all(part in problem for part in parts)


def test_an_intervention_that_lacks_a_figure_is_refused_with_what_to_type(roi_model: CommandLine) -> None:
    problem = refused(roi_model("run", "loneliness", "--population", "adults=1000"))
    assert problem.endswith("--population people_65_plus=NUMBER.")


def test_several_problems_are_a_line_each(roi_model: CommandLine) -> None:
    answer = roi_model("compare", "--population", "adults=-4", "--population", "residents=-5")
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.splitlines() == [
        "roi-model: adults is -4; it must be a whole number of people, 0 or more.",
        "roi-model: residents is -5; it must be a whole number of people, 0 or more.",
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("--method sobol --draws 1000", "draws is 1000; Sobol' draws must be a power of two, such as 512 or 1024."),
        ("--correlate advice_cost=0.5", "--correlate is 'advice_cost=0.5'; it must be of the form NAME,NAME=VALUE."),
        (
            "--correlate advice_cost,advice_cost=0.5",
            "debt_advice.advice_cost is correlated with itself; name two parameters.",
        ),
        (
            "--correlate advice_cst,tax_share=0.5",
            "There is no parameter called 'advice_cst'. Did you mean 'advice_cost'?",
        ),
        ("--until-error 0", "until-error is 0; it must be above 0."),
        (
            "--until-error 0.1 --method latin-hypercube",
            "until-error adds random draws; it cannot be used with the method latin-hypercube.",
        ),
    ],
)
def test_how_draws_are_made_is_checked(roi_model: CommandLine, words: str, sentence: str) -> None:
    answer = roi_model("compare", "debt_advice", *words.split(" "))
    assert (answer.code, answer.out, answer.err) == (2, "", f"roi-model: {sentence}\n")


def test_correlations_that_cannot_hold_together_are_refused_in_one_sentence(roi_model: CommandLine) -> None:
    pairs = ("advice_cost,risk_in_debt=0.9", "risk_in_debt,risk_otherwise=0.9", "advice_cost,risk_otherwise=-0.9")
    answer = roi_model("compare", "debt_advice", *(word for pair in pairs for word in ("--correlate", pair)))
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert "not positive definite" in answer.err

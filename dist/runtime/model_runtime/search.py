"""search: an Optuna study says with which settings the next training runs, and which running one is not worth its end.

The study lies in one SQLite file beside the checkpoints, and is all that a search remembers. It is written when a trial
is asked for, at once with all of its settings, and when its end is told. What is asked meanwhile is worked out on a
copy in memory from nothing but what is told, so that a search that was killed goes on with the very trials that it
would have had.
"""

from __future__ import annotations

import datetime
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .events import Events
from .failures import RuntimeFailure

if TYPE_CHECKING:
    import optuna

STUDY = "study.db"
_NAME = "search"  # Hyperband draws a trial's bracket from it: it is the same in the file and in memory.
_FAILURE = ("because", "exit")
_BUSY_S = 60
# With fewer trials than Optuna's default, some are left for what the first have shown.
_MOST_STARTUP_TRIALS = 10


def run(config: dict[str, Any], events: Events) -> dict[str, Any]:
    import optuna
    import sqlalchemy.exc

    optuna.logging.disable_default_handler()
    warnings.filterwarnings("ignore", category=optuna.exceptions.ExperimentalWarning)
    file = Path(config["paths"]["checkpoints"]) / STUDY
    try:
        return _answer(config, _stored(file))
    except (optuna.exceptions.StorageInternalError, sqlalchemy.exc.SQLAlchemyError) as error:
        raise RuntimeFailure(
            "preflight",
            f"{file}: cannot be read or written: {' '.join(str(error.__cause__ or error).split())[:200]}",
            "See that its disk is whole and has room; --force begins the search anew.",
        ) from error


def _answer(config: dict[str, Any], study: optuna.Study) -> dict[str, Any]:
    told = config.get("trial")
    pruned_at = None if told is None else _tell(study, config, told)
    asked = _asked(study, config) if config["ask"] else None
    over = config["ask"] and asked is None
    return {
        "verb": "search",
        **({} if asked is None else {"asked": {"number": asked.number, "params": asked.params}}),
        **({} if pruned_at is None else {"pruned_at": pruned_at}),
        **({"importance": _importance(study, config)} if over else {}),
        "trials": [_shown(trial) for trial in study.get_trials(deepcopy=False)],
    }


def _stored(file: Path) -> optuna.Study:
    import optuna
    from sqlalchemy.engine import URL

    file.parent.mkdir(parents=True, exist_ok=True)
    url = URL.create("sqlite", database=str(file)).render_as_string(hide_password=False)
    storage = optuna.storages.RDBStorage(url, engine_kwargs={"connect_args": {"timeout": _BUSY_S}})
    return optuna.create_study(storage=storage, study_name=_NAME, direction="minimize", load_if_exists=True)


def _in_memory(study: optuna.Study, config: dict[str, Any], number: int) -> optuna.Study:
    """The trials before this one, and what asks of them: equal for equal trials, whenever and how often it is made."""
    import optuna

    copy = optuna.create_study(
        study_name=_NAME, direction="minimize", sampler=_sampler(config, number), pruner=_pruner(config["pruner"])
    )
    for trial in study.get_trials(deepcopy=True)[:number]:
        copy.add_trial(trial)
    return copy


def _asked(study: optuna.Study, config: dict[str, Any]) -> optuna.trial.FrozenTrial | None:
    """The trial whose end nobody has told, else the next one; none once there are as many as there shall be."""
    import optuna

    trials = study.get_trials(deepcopy=False)
    open_ones = [trial for trial in trials if trial.state == optuna.trial.TrialState.RUNNING]
    if open_ones:
        return open_ones[0]
    if len(trials) >= config["trials"]:
        return None
    copy = _in_memory(study, config, len(trials))
    copy.ask({dimension["name"]: _distribution(dimension) for dimension in config["space"]})
    study.add_trial(copy.get_trials(deepcopy=True)[-1])
    return study.get_trials(deepcopy=False)[-1]


def _tell(study: optuna.Study, config: dict[str, Any], told: dict[str, Any]) -> int | None:
    """Which of its values, counted from 1, says that it is not worth its end. Its end is written, if it is told."""
    import optuna

    states, storage = optuna.trial.TrialState, study._storage
    trials = study.get_trials(deepcopy=True)
    number, values = told["number"], told["values"]
    if number >= len(trials):
        raise RuntimeFailure(
            "configuration",
            f"config.trial.number: {number} was never asked for",
            "Tell the end of a trial that was asked for.",
        )
    stored = trials[number]
    if stored.state.is_finished():
        return len(stored.intermediate_values) if stored.state == states.PRUNED else None
    copy = _in_memory(study, config, number)
    copy.add_trial(_begun(stored))
    pruned_at = None
    for step, value in enumerate(values, start=1):
        running = copy.get_trials(deepcopy=False)[number]
        copy._storage.set_trial_intermediate_value(running._trial_id, step, value)
        if copy.pruner.prune(copy, copy.get_trials(deepcopy=True)[number]):
            pruned_at = step
            break
    ended = told.get("ended")
    if ended is None and pruned_at is None:
        return None
    if ended == "complete" and not values:
        raise RuntimeFailure(
            "configuration",
            f"trial {number} ended without a validation_loss, by which trials are compared",
            "Let the trainer send it as a metric event, or remove finetune.search.",
        )
    seen = copy.get_trials(deepcopy=True)[number]
    for step, value in seen.intermediate_values.items():
        storage.set_trial_intermediate_value(stored._trial_id, step, value)
    for key, attribute in seen.system_attrs.items():
        storage.set_trial_system_attr(stored._trial_id, key, attribute)
    for name in _FAILURE:
        if name in told:
            storage.set_trial_user_attr(stored._trial_id, name, told[name])
    if pruned_at is not None:
        storage.set_trial_state_values(stored._trial_id, states.PRUNED, [values[pruned_at - 1]])
    elif ended == "complete":
        storage.set_trial_state_values(stored._trial_id, states.COMPLETE, [told.get("value", min(values))])
    else:
        storage.set_trial_state_values(stored._trial_id, states.FAIL)
    return pruned_at


def _begun(trial: optuna.trial.FrozenTrial) -> optuna.trial.FrozenTrial:
    """As it was when it was asked for: a kill may have come between the parts of its end."""
    import optuna

    return optuna.trial.FrozenTrial(
        number=trial.number,
        state=optuna.trial.TrialState.RUNNING,
        value=None,
        datetime_start=trial.datetime_start or datetime.datetime.now(),
        datetime_complete=None,
        params=trial.params,
        distributions=trial.distributions,
        user_attrs={},
        system_attrs={key: value for key, value in trial.system_attrs.items() if not key.startswith("completed_rung_")},
        intermediate_values={},
        trial_id=trial._trial_id,
    )


def _distribution(dimension: dict[str, Any]) -> optuna.distributions.BaseDistribution:
    from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution

    if "choices" in dimension:
        return CategoricalDistribution(dimension["choices"])
    low, high, log = dimension["low"], dimension["high"], dimension.get("log", False)
    if dimension.get("integer"):
        return IntDistribution(int(low), int(high), log=log, step=int(dimension.get("step", 1)))
    return FloatDistribution(low, high, log=log, step=dimension.get("step"))


def _sampler(config: dict[str, Any], number: int) -> optuna.samplers.BaseSampler:
    """One that draws for this trial what it always draws for it, whichever process asks."""
    import optuna

    name = config["sampler"]
    if name == "grid":
        points = {dimension["name"]: _points(dimension) for dimension in config["space"]}
        return optuna.samplers.GridSampler(points, seed=config["seed"])
    seed = int(np.random.SeedSequence([config["seed"], number]).generate_state(1)[0])
    if name == "random":
        return optuna.samplers.RandomSampler(seed=seed)
    startup = max(1, min(_MOST_STARTUP_TRIALS, config["trials"] // 3))
    return optuna.samplers.TPESampler(seed=seed, n_startup_trials=startup)


def _points(dimension: dict[str, Any]) -> list[Any]:
    if "choices" in dimension:
        return list(dimension["choices"])
    low, high, whole = dimension["low"], dimension["high"], dimension.get("integer", False)
    step = dimension.get("step", 1)  # Of whole numbers alone: others are refused without one.
    count = int((high - low) / step + 1e-9) + 1
    return [int(low + index * step) if whole else low + index * step for index in range(count)]


def _pruner(name: str) -> optuna.pruners.BasePruner:
    import optuna

    match name:
        case "median":
            return optuna.pruners.MedianPruner()
        case "hyperband":
            return optuna.pruners.HyperbandPruner()
        case "successive-halving":
            return optuna.pruners.SuccessiveHalvingPruner()
    return optuna.pruners.NopPruner()


def _importance(study: optuna.Study, config: dict[str, Any]) -> dict[str, float]:
    """Of each setting, which share of what the trials differ by follows from it; nothing where too few ended."""
    import optuna

    names = [dimension["name"] for dimension in config["space"]]
    complete = study.get_trials(deepcopy=False, states=(optuna.trial.TrialState.COMPLETE,))
    varied = [name for name in names if len({trial.params[name] for trial in complete}) > 1]
    if len(varied) < 2 or len({trial.value for trial in complete}) < 3:
        return {}
    evaluator = optuna.importance.FanovaImportanceEvaluator(seed=config["seed"])
    try:
        found = optuna.importance.get_param_importances(study, evaluator=evaluator, params=varied)
    except (RuntimeError, ValueError):
        return {}
    return {name: float(share) for name, share in found.items() if np.isfinite(share)}


def _shown(trial: optuna.trial.FrozenTrial) -> dict[str, Any]:
    words = {"COMPLETE": "complete", "PRUNED": "pruned", "FAIL": "failed"}
    values = [trial.intermediate_values[step] for step in sorted(trial.intermediate_values)]
    return {
        "number": trial.number,
        "state": words.get(trial.state.name, "running"),
        "params": trial.params,
        "values": values,
        **({} if trial.state.name != "COMPLETE" else {"value": trial.value}),
        **{name: trial.user_attrs[name] for name in _FAILURE if name in trial.user_attrs},
    }

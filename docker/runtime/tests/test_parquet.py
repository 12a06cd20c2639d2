"""What a user is promised of data in Parquet files: the same dataset as from JSONL, errors with column and row."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import prepare_config, rows, write_jsonl
from test_refused_data import refused
from tiny import Heard

from model_runtime import prepare
from model_runtime.rows import Columns, Record, Wrong, read_records
from model_runtime.tasks.content import Conversations, Texts


def prepared(directory: Path, base: Path, name: str, **changes: Any) -> Any:
    events: Any = Heard()
    config = prepare_config(directory, base, directory / f"out-{name}", files={"train": name}, **changes)
    return prepare.run(config, events)


def read(file: Path, columns: Columns) -> list[Record | Wrong]:
    return list(read_records(file, columns, Conversations() if columns.messages else Texts()))


TEXT = Columns("text", "label", None, None)


def test_parquet_gives_the_same_dataset_as_jsonl_whatever_its_row_groups_and_types(
    tmp_path: Path, tiny_base: Path
) -> None:
    data = [{"id": n, **row} for n, row in enumerate(rows(60))]
    write_jsonl(tmp_path / "train.jsonl", data)
    table = pa.Table.from_pylist(data)
    pq.write_table(table, tmp_path / "plain.parquet", row_group_size=7)
    table = table.set_column(2, "label", table["label"].dictionary_encode())
    table = table.set_column(1, "text", table["text"].cast(pa.large_string()))
    table = table.append_column("unread", pa.array([n % 2 == 0 for n in range(60)]))
    pq.write_table(table, tmp_path / "typed.parquet", compression="zstd")
    (tmp_path / "0123abcd").write_bytes((tmp_path / "plain.parquet").read_bytes())
    wanted = prepared(tmp_path, tiny_base, "train.jsonl")
    for name in ("plain.parquet", "typed.parquet", "0123abcd"):
        assert prepared(tmp_path, tiny_base, name) == wanted


def test_numbers_of_several_columns_are_written_as_in_json(tmp_path: Path) -> None:
    schema = pa.schema(
        [("title", pa.string()), ("price", pa.float32()), ("paid", pa.decimal128(6, 2)), ("n", pa.int64())]
    )
    made = [
        {"title": "a", "price": 0.1, "paid": Decimal("12.50"), "n": 3},
        {"title": None, "price": float("nan"), "n": None},
    ]
    table = pa.Table.from_pylist(made, schema).append_column("label", pa.array(["x", "y"]))
    pq.write_table(table, tmp_path / "t.parquet")
    found = read(tmp_path / "t.parquet", Columns(("title", "price", "paid", "n"), "label", None, None))
    assert [record.content for record in found if isinstance(record, Record)] == [
        "title: a | price: 0.1 | paid: 12.50 | n: 3",
        "",
    ]


def test_a_conversation_is_a_list_of_structs(tmp_path: Path) -> None:
    talk = [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]
    pq.write_table(pa.table({"messages": [talk, json.loads(json.dumps(talk)), None]}), tmp_path / "t.parquet")
    found = read(tmp_path / "t.parquet", Columns("messages", None, None, None, messages=True))
    assert [record.target for record in found if isinstance(record, Record)] == ["Hello", "Hello"]
    wrong = found[2]
    assert isinstance(wrong, Wrong)
    assert wrong.line == 3
    assert wrong.what[0].startswith('column "messages" holds null: write a list of messages')


def test_a_null_is_told_with_its_column_and_row_as_in_jsonl(tmp_path: Path, tiny_base: Path) -> None:
    data: list[dict[str, Any]] = [*rows(8), {"text": None, "label": "a"}]
    pq.write_table(pa.Table.from_pylist(data), tmp_path / "train.parquet")
    failure = refused(prepare_config(tmp_path, tiny_base, tmp_path / "out", files={"train": "train.parquet"}))
    file = tmp_path / "train.parquet"
    assert failure.message == f'{file}, row 9: column "text" holds null, and a text is wanted'


def test_a_column_that_is_missing_is_told_once_with_those_that_are_there(tmp_path: Path, tiny_base: Path) -> None:
    pq.write_table(pa.table({"txt": ["a", "b"], "label": ["a", "b"]}), tmp_path / "train.parquet")
    failure = refused(prepare_config(tmp_path, tiny_base, tmp_path / "out", files={"train": "train.parquet"}))
    assert 'column "text" is missing, as it is in all rows (there: txt, label)' in failure.message


@pytest.mark.parametrize(
    ("column", "told"),
    [
        pytest.param(pa.array([1, 2], pa.timestamp("us")), "type timestamp[us], which is not read", id="a time"),
        pytest.param(pa.array([b"\xff", b"a"]), "cannot be read as Parquet ('utf-8' codec", id="bytes"),
        pytest.param(pa.array([1, 2]), "holds 1, and a text is wanted", id="numbers"),
    ],
)
def test_a_column_of_another_type_is_one_clear_error(column: Any, told: str, tmp_path: Path, tiny_base: Path) -> None:
    pq.write_table(pa.table({"text": column, "label": ["a", "b"]}), tmp_path / "train.parquet")
    failure = refused(prepare_config(tmp_path, tiny_base, tmp_path / "out", files={"train": "train.parquet"}))
    assert str(tmp_path / "train.parquet") in failure.message
    assert told in failure.message


@pytest.mark.parametrize(
    ("content", "told"), [(b"", "file size is 0 bytes"), (b"PAR1 no", "cannot be read as Parquet")]
)
def test_a_file_that_is_no_parquet_is_refused_with_the_remedy(
    content: bytes, told: str, tmp_path: Path, tiny_base: Path
) -> None:
    (tmp_path / "train.parquet").write_bytes(content)
    failure = refused(prepare_config(tmp_path, tiny_base, tmp_path / "out", files={"train": "train.parquet"}))
    assert told in failure.message
    assert failure.hint == "Write it anew, or as JSONL."


def test_a_file_without_rows_holds_no_examples(tmp_path: Path, tiny_base: Path) -> None:
    pq.write_table(
        pa.table({"text": pa.array([], pa.string()), "label": pa.array([], pa.string())}), tmp_path / "t.parquet"
    )
    failure = refused(prepare_config(tmp_path, tiny_base, tmp_path / "out", files={"train": "t.parquet"}))
    assert "holds no examples" in failure.message


def test_damage_behind_the_first_row_group_is_told_with_its_row(tmp_path: Path, tiny_base: Path) -> None:
    file = tmp_path / "train.parquet"
    data = [{"text": f"{n} " * 200, "label": "ab"[n % 2]} for n in range(4_000)]
    pq.write_table(pa.Table.from_pylist(data), file, row_group_size=2_000, use_dictionary=False, compression="snappy")
    second = pq.ParquetFile(file).metadata.row_group(1).column(0)
    content = bytearray(file.read_bytes())
    content[second.data_page_offset : second.data_page_offset + 4_000] = b"\xff" * 4_000
    file.write_bytes(content)
    failure = refused(prepare_config(tmp_path, tiny_base, tmp_path / "out", files={"train": "train.parquet"}))
    assert failure.message.startswith(f"{file}, row 2001: cannot be read as Parquet (")

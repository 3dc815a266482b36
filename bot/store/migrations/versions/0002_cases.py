"""Cases: what people in distress and families told, where it went, and who looked at it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "case_file",
        sa.Column("id", ROW_ID, primary_key=True, autoincrement=True),
        sa.Column("number", sa.String(8), nullable=False),
        sa.Column("lane", sa.String(32), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("quiet", sa.Boolean(), nullable=False),
        sa.Column("consent", sa.String(8), nullable=False),
        sa.Column("asked_by", sa.String(64), nullable=True),
        sa.Column("heard_by", sa.String(64), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("number"),
    )
    op.create_index("ix_case_file_lane", "case_file", ["lane"])
    op.create_table(
        "case_entry",
        sa.Column("id", ROW_ID, primary_key=True, autoincrement=True),
        _case_id(),
        sa.Column("event_id", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("event_id"),
    )
    op.create_index("ix_case_entry_case", "case_entry", ["case_id"])
    op.create_table(
        "case_delivery",
        _case_id(primary_key=True),
        sa.Column("desk", sa.String(64), primary_key=True),
        sa.Column("revision", sa.Integer(), primary_key=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("delivered_at", sa.BigInteger(), nullable=True),
    )
    op.create_table(
        "case_audit",
        sa.Column("id", ROW_ID, primary_key=True, autoincrement=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.String(8), nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("what", sa.String(64), nullable=False),
    )
    op.create_index("ix_case_audit_number", "case_audit", ["number"])


def _case_id(*, primary_key: bool = False) -> "sa.Column[int]":
    parent = sa.ForeignKey("case_file.id", ondelete="CASCADE")
    return sa.Column("case_id", ROW_ID, parent, primary_key=primary_key, nullable=False)


def downgrade() -> None:
    for table in ("case_audit", "case_delivery", "case_entry", "case_file"):
        op.drop_table(table)

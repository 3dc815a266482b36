"""The inbox of events, and the groups that know us."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "inbound_event",
        sa.Column("id", ROW_ID, primary_key=True, autoincrement=True),
        sa.Column("webhook_event_id", sa.String(64), nullable=False),
        sa.Column("lane", sa.String(32), nullable=False),
        sa.Column("message_hash", sa.String(32), nullable=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("event", sa.LargeBinary(), nullable=True),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("webhook_event_id"),
    )
    op.create_index("ix_inbound_event_message", "inbound_event", ["message_hash"])
    op.create_index("ix_inbound_event_received_at", "inbound_event", ["received_at"])
    op.create_table(
        "known_group",
        sa.Column("lane", sa.String(32), primary_key=True),
        sa.Column("introduced_at", sa.BigInteger(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("known_group")
    op.drop_table("inbound_event")

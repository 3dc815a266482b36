"""Indicators seen in offers, appeals against verdicts, and the list of licensed agencies."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sighting",
        sa.Column("indicator", sa.String(32), primary_key=True),
        sa.Column("person", sa.String(32), primary_key=True),
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("masked", sa.String(64), nullable=False),
    )
    op.create_index("ix_sighting_person", "sighting", ["person"])
    op.create_index("ix_sighting_day", "sighting", ["day"])
    op.create_table(
        "appeal",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("verdict", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_appeal_person", "appeal", ["person"])
    op.create_table(
        "licensed_agency",
        sa.Column("licence", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(256), nullable=False),
        sa.Column("name_en", sa.String(256), nullable=False),
        sa.Column("listed_on", sa.Date(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("licensed_agency")
    op.drop_table("appeal")
    op.drop_table("sighting")

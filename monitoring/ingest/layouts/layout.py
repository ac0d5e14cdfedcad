"""What a file kind looks like: its columns, as data. Checks, template and explanation page all read this."""

from collections.abc import Mapping
from dataclasses import dataclass, field

REQUIRED = "ja"
OPTIONAL = "nee"


@dataclass(frozen=True)
class Column:
    """One column of a layout.

    name: the heading in the template; label, explanation: Dutch, for who fills it in
    form: how its text is read, a key of `columns.FORMS`
    required: `ja`, `nee`, or in words when (`bij vo`); the words are checked by the rules of the layout
    codes: allowed codes with their Dutch label; aliases: other headings for this column, preferred first
    stand_in: the column that counts where this one is 0 or empty
    tag: the middle of its finding codes (`R01-PGN-02`); secret: findings hide every digit of its values
    """

    name: str
    label: str
    explanation: str
    form: str = "text"
    required: str = OPTIONAL
    codes: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    example: str = ""
    default: str = ""
    stand_in: str = ""
    tag: str = ""
    secret: bool = False
    max_length: int = 100

    @property
    def is_required(self) -> bool:
        return self.required == REQUIRED

    @property
    def heading(self) -> str:
        """The heading that DUO uses, or else our own."""
        return self.aliases[0] if self.aliases else self.name

    @property
    def code(self) -> str:
        return self.tag or self.name.upper().replace("_", "")


@dataclass(frozen=True)
class Layout:
    """One file kind.

    from_duo: no school can mend the file, so unreadable values are let_op and doubled headings allowed
    ignored: headings that belong to the file but are not used, so no remark about them
    """

    kind: str
    label: str
    explanation: str
    columns: tuple[Column, ...]
    from_duo: bool = False
    ignored: tuple[str, ...] = ()

    @property
    def level(self) -> str:
        """The level of a value that can't be read."""
        return "let_op" if self.from_duo else "fout"

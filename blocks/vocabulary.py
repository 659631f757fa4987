"""The types of what the page is sent of the blocks: the JSON of `blockly_definitions.make_vocabulary`."""

from typing import Any, Literal, NotRequired, TypedDict

Language = Literal["zh", "en"]
Level = Literal[1, 2, 3]
OptionKind = Literal["value", "menu", "check"]


class GearOption(TypedDict):
    """One optional argument behind a block's ＋ button. about: a sentence that says what it does. models: the backbones
    and types of models that it goes with; all, where none are named. goes: of a menu: option → the same of that option.
    begins: backbone, or “backbone weights”, → the value (of a hole: the shadow) that it begins with.
    """

    name: str
    label: str
    kind: OptionKind
    default: str | float | bool | None
    about: NotRequired[str]
    check: NotRequired[list[str] | None]
    options: NotRequired[list[tuple[str, str]]]
    shadow: NotRequired[dict[str, Any] | None]
    models: NotRequired[list[str]]
    goes: NotRequired[dict[str, list[str]]]
    begins: NotRequired[dict[str, Any]]


class ItemsJson(TypedDict):
    """A repeated hole (＋/－): inputs `item0`, `item1`, … with a shadow each. step: how many holes ＋ adds: 2 for a key
    and its value.
    """

    prefix: str
    min: int
    shadow: dict[str, Any]
    check: NotRequired[list[str]]
    step: NotRequired[int]


class KindMenu(TypedDict):
    """The menu that says what a block gives, and for each of its values the types that this is."""

    menu: str
    types: dict[str, list[str]]


class BlockExtension(TypedDict):
    """Part of a block's definition that only our canvas reads. needs: what pins must be able to do: the menu's value
    ('' where there is no such menu) → hole → ability. unsuited: holes for a part → the kinds of parts that fit there
    and lack a word which the block says to them. sets: of a block that sets variables: its fields for them → the types
    of what they then hold.
    """

    level: Level
    drawer: str
    hat: bool
    gear: NotRequired[list[GearOption]]
    items: NotRequired[ItemsJson]
    kind: NotRequired[KindMenu]
    needs: NotRequired[dict[str, dict[str, str]]]
    unsuited: NotRequired[dict[str, list[str]]]
    sets: NotRequired[dict[str, list[str]]]


class BlockDefinition(TypedDict):
    """A block of ours: Blockly's JSON definition, and what the canvas needs beyond it. output, previousStatement,
    nextStatement: where it fits; None fits everywhere.
    """

    type: str
    message0: str
    args0: list[dict[str, Any]]
    inputsInline: bool
    style: str
    tooltip: str
    sunmao: BlockExtension
    message1: NotRequired[str]
    args1: NotRequired[list[dict[str, Any]]]
    output: NotRequired[str | list[str] | None]
    previousStatement: NotRequired[None]
    nextStatement: NotRequired[None]
    extensions: NotRequired[list[str]]
    mutator: NotRequired[str]


class DrawerItem(TypedDict):
    """One entry of a drawer: a block as it stands in the flyout. words: what the search looks through."""

    kind: Literal["block"]
    type: str
    level: Level
    words: str
    fields: NotRequired[dict[str, Any]]
    inputs: NotRequired[dict[str, Any]]
    extraState: NotRequired[dict[str, Any]]


class DrawerJson(TypedDict):
    """A drawer of the toolbox. rank: those of the lowest stay in sight where there is not room for all. custom: the
    name of Blockly's own content, which stands in place of ours.
    """

    id: str
    name: str
    color: str
    icon: str
    standard: bool
    rank: int
    contents: list[DrawerItem]
    custom: str | None


class Vocabulary(TypedDict):
    """The blocks, drawers and messages in one language. messages: those of ours, which the page joins to Blockly's own
    of the language.
    """

    lang: Language
    blocks: list[BlockDefinition]
    drawers: list[DrawerJson]
    messages: dict[str, str]

# SPDX-License-Identifier: GPL-2.0-or-later
"""Small faults that a C source could have: what mutants.py puts in.

A source is cut into tokens; comments and strings are never changed, and of the
preprocessor's lines only the number that a #define names.
"""
import collections
import re

# Replaces the characters FIRST to LAST (exclusive) of a source by TEXT.
Mutation = collections.namedtuple("Mutation", "kind first last text")
Token = collections.namedtuple("Token", "kind text first last")

TOKEN = re.compile(r"""
    (?P<space>\s+|/\*.*?\*/|//[^\n]*)
  | (?P<line>(?m:^)[ ]*\#(?:[^\n\\]|\\.|\\\n)*)
  | (?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
  | (?P<number>\d\w*(?:\.\w+)?)
  | (?P<name>[A-Za-z_]\w*)
  | (?P<operator>->|\+\+|--|<<=|>>=|<<|>>|[<>=!+*/%&|^-]=|&&|\|\||\.\.\.|.)
""", re.VERBOSE | re.DOTALL)
DEFINED_NUMBER = re.compile(r"#\s*define\s+\w+\s+\(?(?:U?INT\w+_C\()?(\d\w*)")

RELATIONAL = {"<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="),
              ">=": (">", "<"), "==": ("!=",), "!=": ("==",)}
ARITHMETIC = {"+": ("-",), "-": ("+",), "*": ("/",), "/": ("*",), "%": ("*",),
              "&": ("|",), "|": ("&",), "<<": (">>",), ">>": ("<<",),
              "+=": ("-=", "="), "-=": ("+=", "="), "|=": ("&=", "="),
              "&=": ("|=",), "++": ("--",), "--": ("++",)}
LOGICAL = {"&&": ("||",), "||": ("&&",)}
TYPES = {"const", "static", "struct", "enum", "unsigned", "char", "int"}
ASSIGNING = {"=", "+=", "-=", "|=", "&=", "^=", "*=", "/=", "<<=", ">>=", "++",
             "--"}


def tokens_of(source):
    """The tokens of SOURCE without space and comments."""
    return [Token(match.lastgroup, match.group(), *match.span())
            for match in TOKEN.finditer(source) if match.lastgroup != "space"]


def closing(tokens, i):
    """The index of what closes the parenthesis or bracket at I."""
    depth = 0
    while True:
        depth += (tokens[i].text in "([{") - (tokens[i].text in ")]}")
        if depth == 0:
            return i
        i += 1


def statement_end(tokens, i):
    """The index of the semicolon that ends the statement at I; None if a brace
    comes first, or the end of a for's parentheses."""
    while i < len(tokens) and tokens[i].text not in ("{", "}", ")"):
        if tokens[i].text == ";":
            return i
        i = closing(tokens, i) + 1 if tokens[i].text in ("(", "[") else i + 1
    return None


def has_two_operands(tokens, i):
    """Whether the operator at I has. A star that declares or follows a pointer
    stands at what comes behind it."""
    before, token = tokens[i - 1], tokens[i]
    if token.text == "*" and tokens[i + 1].first == token.last:
        return False
    return before.kind == "number" or before.text in (")", "]") or (
        before.kind == "name" and before.text not in ("return", "case"))


def of_number(token):
    """A boundary: one more and one less, but not below 0."""
    text = token.text
    match = re.fullmatch(r"(0[xX][0-9a-fA-F]+|\d+)([uUlL]*)", text)
    if not match:
        return
    value = int(match[1], 16 if match[1][:2].lower() == "0x" else 10)
    for other in (value + 1, value - 1):
        if other >= 0:
            yield Mutation("constant", token.first, token.last,
                           f"{other}{match[2]}")


def of_token(tokens, i):
    """The mutations that change one token alone."""
    token = tokens[i]
    if token.kind == "number" and (tokens[i - 1].text in RELATIONAL or
                                   tokens[i + 1].text in RELATIONAL):
        yield from of_number(token)
    elif token.kind == "line":
        number = DEFINED_NUMBER.match(token.text)
        if number:
            yield from of_number(Token("number", number[1],
                                       token.first + number.start(1),
                                       token.first + number.end(1)))
    for kind, table in (("relational", RELATIONAL), ("logical", LOGICAL)):
        for text in table.get(token.text, ()):
            yield Mutation(kind, token.first, token.last, text)
    if token.text in ARITHMETIC and (token.text in ("++", "--") or
                                     has_two_operands(tokens, i)):
        for text in ARITHMETIC[token.text]:
            yield Mutation("arithmetic", token.first, token.last, text)


def of_condition(tokens, i):
    """if (X) and while (X), negated."""
    if tokens[i].text in ("if", "while"):
        end = closing(tokens, i + 1)
        first, last = tokens[i + 1].last, tokens[end].first
        yield Mutation("condition", first, last, ("!(", ")"))


def of_return(tokens, i):
    """return X: nothing, and its opposite."""
    if tokens[i].text == "return" and tokens[i + 1].text != ";":
        end = statement_end(tokens, i)
        if end is not None:
            first, last = tokens[i + 1].first, tokens[end].first
            yield Mutation("return", first, last, "0")
            yield Mutation("return", first, last, ("!(", ")"))


def starts_statement(tokens, i):
    """Whether a statement that can be left out begins at I."""
    token, following = tokens[i], tokens[i + 1].text
    if tokens[i - 1].text not in (";", "{", "}", ")", "else"):
        return False
    if token.text in ("break", "continue"):
        return True
    if token.kind != "name" or token.text in TYPES:
        return False
    return following in ASSIGNING or following in ("(", "->", ".", "[")


def of_statement(tokens, i):
    """A call, an assignment, break or continue, left out."""
    keywords = ("if", "while", "for", "switch", "return", "sizeof", "else", "do")
    if tokens[i].text in keywords or not starts_statement(tokens, i):
        return
    end = statement_end(tokens, i)
    if end is not None:
        yield Mutation("statement", tokens[i].first, tokens[end].first, "")


def mutations(source):
    """All mutations of SOURCE, in its order."""
    tokens = tokens_of(source)
    depth, found = 0, []
    for i in range(len(tokens) - 1):
        depth += (tokens[i].text == "{") - (tokens[i].text == "}")
        found += of_token(tokens, i)
        if depth > 0:
            found += of_condition(tokens, i)
            found += of_return(tokens, i)
            found += of_statement(tokens, i)
    return found


def mutate(source, mutation):
    """SOURCE with MUTATION."""
    first, last, text = mutation.first, mutation.last, mutation.text
    if isinstance(text, tuple):
        text = text[0] + source[first:last] + text[1]
    return source[:first] + text + source[last:]

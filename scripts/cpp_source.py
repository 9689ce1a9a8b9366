"""C++ text as tokens with matched brackets, for the checkers. Text level only: no macro is expanded.

Offsets and lines are those of the original text, so that a finding can name its place.
"""
import re
from dataclasses import dataclass, field

SKIPPED = re.compile(
    r'//[^\n]*|/\*.*?\*/'
    r'|(?:u8|[uUL])?R"(?P<mark>[^()\\ ]{0,16})\(.*?\)(?P=mark)"'
    r'|(?:\b(?:u8|[uUL]))?"(?:\\.|[^"\\\n])*"'
    r"|(?<!\w)\d(?:'?[\w.])*"
    r"|(?:\b(?:u8|[uUL]))?'(?:\\.|[^'\\\n])+'", re.S)
DIRECTIVE = re.compile(r'^[ \t]*#(?:[^\n]*\\\n)*[^\n]*', re.M)
TOKEN = re.compile(r'\w+|->|::|&&|\|\||<<=|<=|>=|==|!=|\.\.\.|[^\w\s]')
CLOSING = {')': '(', ']': '[', '}': '{'}
TYPE_HEADS = {'struct', 'class', 'union', 'enum', 'namespace'}
BLOCK_HEADS = {'else', 'do', 'try', 'noexcept', 'mutable', 'override', 'final', 'const', 'extern'}
CONTROL = {'if', 'while', 'switch', 'for', 'catch'}
NO_SUBSCRIPT_BEFORE = {'return', 'co_return', 'co_await', 'co_yield', 'case', 'else', 'throw'}


def _blank(text):
    return re.sub(r'[^\n]', ' ', text)


def without_comments(text):
    """The text with comments blanked and literals kept."""
    return SKIPPED.sub(lambda m: _blank(m[0]) if m[0].startswith(('//', '/*')) else m[0], text)


def literals(text):
    """(offset, body) of every string literal; neighbours that only space and comments part are one."""
    found, end = [], -1
    for match in SKIPPED.finditer(text):
        whole = match[0]
        joins = found and not text[end:match.start()].strip()
        if whole.startswith(('//', '/*')):
            end = match.end() if joins else end
            continue
        if '"' not in whole or whole.endswith("'"):
            continue
        raw = re.fullmatch(r'\w*R"([^()\\ ]*)\((.*)\)\1"', whole, re.S)
        body = raw[2] if raw else whole[whole.index('"') + 1:-1]
        if joins:
            found[-1] = (found[-1][0], found[-1][1] + body)
        else:
            found.append((match.start(), body))
        end = match.end()
    return found


def code_only(text):
    """The text with comments, directives and the insides of literals blanked; a literal stays as one token."""
    def literal(match):
        whole = match[0]
        if whole.startswith(('//', '/*')):
            return _blank(whole)
        if '"' in whole or "'" in whole and whole[0] not in '0123456789':
            return ' 0' + _blank(whole[2:])
        return whole.replace("'", '_')
    return DIRECTIVE.sub(lambda m: _blank(m[0]), SKIPPED.sub(literal, text))


@dataclass
class Source:
    """Tokens of one file. partner[i] is the matching bracket, parent[i] the bracket around token i (or -1)."""
    text: str
    words: list = field(default_factory=list)
    offsets: list = field(default_factory=list)
    partner: dict = field(default_factory=dict)
    parent: list = field(default_factory=list)
    blocks: set = field(default_factory=set)    # indices of every '{' that opens statements or declarations
    lambdas: dict = field(default_factory=dict) # index of a lambda's '[' -> index of its body's '{'

    def __post_init__(self):
        for match in TOKEN.finditer(code_only(self.text)):
            self.words.append(match[0])
            self.offsets.append(match.start())
        self._match_brackets()
        for index, word in enumerate(self.words):
            if word == '[' and self._is_introducer(index):
                self.lambdas[index] = -1
            elif word == '{' and self._is_block(index):
                self.blocks.add(index)
        for index in list(self.lambdas):
            self.lambdas[index] = self._lambda_body(index)

    def line(self, index):
        return self.text.count('\n', 0, self.offsets[index]) + 1

    def word(self, index):
        return self.words[index] if 0 <= index < len(self.words) else ''

    def _match_brackets(self):
        stack = []
        for index, word in enumerate(self.words):
            if word in CLOSING and stack:
                opened = stack.pop()
                self.partner[opened], self.partner[index] = index, opened
            self.parent.append(stack[-1] if stack else -1)
            if word in '([{':
                stack.append(index)

    def _is_introducer(self, index):
        before = self.word(index - 1)
        if '[' in (before, self.word(index + 1)):
            return False
        names_before = re.fullmatch(r'\w+', before) and before not in NO_SUBSCRIPT_BEFORE
        structured = before in ('auto', '&', '&&') and self.word(self.partner.get(index, -2) + 1) in ('=', ':')
        return not (names_before or before in (')', ']') or structured)

    def _is_block(self, index):
        before, around = self.word(index - 1), self.parent[index]
        if before == ')':
            return self.word(self.partner.get(index - 1, 0) - 1) != 'decltype'
        if before in BLOCK_HEADS or before == '':
            return True
        if before in ';{}:':
            return around == -1 or around in self.blocks
        if before == ']':
            return self.word(index - 2) == ']' or self.partner.get(index - 1) in self.lambdas
        if before == '0' and self.word(index - 2) == 'extern':
            return True
        if re.fullmatch(r'\w+|>|\*|&', before):
            return self._after_type(index)
        return False

    def _after_type(self, index):
        """Whether the words before this '{' are a trailing return type, or the head of a type or namespace."""
        angle, i = 0, index - 1
        while i >= 0:
            word = self.words[i]
            if word in (')', ']'):
                i = self.partner.get(i, 0) - 1
                continue
            angle += (word == '>') - (word == '<')
            if word == '->':
                return True
            if word in TYPE_HEADS and angle == 0:
                return True
            if word in (';', '{', '}', '(', '[', '=', 'return', 'co_return') or word == ',' and angle == 0:
                return word == ',' and self._heads_type(i)
            i -= 1
        return False

    def _heads_type(self, index):
        """Several base classes: go on to the start of the declaration."""
        while index >= 0 and self.words[index] not in (';', '{', '}', '('):
            if self.words[index] in TYPE_HEADS:
                return self.words[index] != 'enum'
            index -= 1
        return False

    def _lambda_body(self, index):
        i = self.partner.get(index, index) + 1
        while i < len(self.words):
            if i in self.blocks and self.parent[i] == self.parent[index]:
                return i
            if self.words[i] in (';', '}', ')'):
                return -1
            i = self.partner.get(i, i) + 1 if self.words[i] in '([{' else i + 1
        return -1

    def is_control_head(self, index):
        """Whether '(' at index belongs to if, while, for, switch or catch."""
        before = self.word(index - 1)
        return before in CONTROL or before == 'constexpr' and self.word(index - 2) == 'if'

    def is_scope(self, block):
        """Whether the block belongs to a namespace, a type or `extern "C"`: what holds declarations, not statements."""
        angle, i = 0, self.statement_start(block)
        while i < block:
            word = self.words[i]
            angle += (word == '<') - (word == '>')
            if angle == 0 and (word in TYPE_HEADS or word == 'extern'):
                return self.word(block - 1) != ')'
            i = self.partner.get(i, i) + 1 if word in '([{' else i + 1
        return False

    def functions(self):
        """The '{' of every function body, lambdas and functions of local classes not counted on their own."""
        scopes = {-1}
        found = []
        for block in sorted(self.blocks):
            if self.parent[block] in scopes and block not in self.lambdas.values():
                scopes.add(block) if self.is_scope(block) else found.append(block)
        return found

    def statement_start(self, index):
        """First token of the statement or declaration at the same level as the token at index."""
        i = index - 1
        while i >= 0 and i != self.parent[index]:
            word = self.words[i]
            if word in (';', 'else', 'do'):
                break
            if word == ':' and self._is_label(i):
                break
            if word in CLOSING:
                opened = self.partner.get(i, i)
                if word == ')' and self.is_control_head(opened):
                    break
                if word == '}' and opened in self.blocks and opened not in self.lambdas.values():
                    break
                i = opened
            i -= 1
        return i + 1

    def _is_label(self, index):
        i = index - 1
        while i >= 0 and self.words[i] not in (';', '{', '}', '(', '?', ':'):
            if self.words[i] in ('case', 'default', 'public', 'private', 'protected'):
                return True
            i -= 1
        return False

    def statement_end(self, index):
        """Index of the ';' or closing bracket that ends the statement at the same level."""
        i = index
        while i < len(self.words) and self.words[i] != ';' and self.words[i] not in CLOSING:
            i = self.partner.get(i, i) + 1 if self.words[i] in '([{' else i + 1
        return i

    def outside_lambdas(self, first, last):
        """Indices in [first, last) that are in no lambda's parameters or body; the '[' itself is given."""
        i = first
        while i < last:
            yield i
            i = self.partner.get(self.lambdas[i], last) + 1 if self.lambdas.get(i, -1) >= 0 else i + 1

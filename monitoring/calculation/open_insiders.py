"""What somebody inside can compute from what is public: who knows its own exact numbers subtracts them from the totals.

An insider is one school or one municipality; what follows from its own numbers without any publication is no secret to
it. For every small number of others a solution is sought that gives it another value and leaves the insider's numbers as
they are. It is taken as near to the truth as there is, so that it touches few places and serves all other insiders at once.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix, hstack, vstack


@dataclass
class Insiders:
    """The puzzle of all that is public; `knows` says of each insider (rows) which unknowns are known to it.

    The first `printed` rules are what is printed, the others hold anyhow.
    """

    rules: LinearConstraint
    truth: np.ndarray
    questions: csr_matrix
    knows: np.ndarray
    printed: int

    def __post_init__(self) -> None:
        asked = (self.questions.toarray() != 0).astype(float)
        self.is_safe = asked @ (~self.knows).T.astype(float) == 0  # per question and insider: wholly its own
        self.base = self.rules.A @ self.truth
        self.signed = hstack([self.rules.A, -self.rules.A]).tocsr()

    def after(self, before: "Insiders | None") -> "Insiders":
        """What was safe stays so when more is blanked."""
        if before is not None:
            self.is_safe = before.is_safe
        return self

    def first_betrayed(self) -> np.ndarray:
        """The first question that some insider can answer, because one value is possible only; empty where none is."""
        for question in range(len(self.is_safe)):
            self._try(question, np.array([], dtype=int))
            self._try(question, np.flatnonzero(~self.is_safe[question]))
            for insider in np.flatnonzero(~self.is_safe[question]).tolist():
                self._try(question, np.array([insider]))
                self.is_safe[question, insider] |= self._is_its_own(question, insider)
            if not self.is_safe[question].all():
                return np.array([question])
        return np.array([], dtype=int)

    def _try(self, question: int, insiders: np.ndarray) -> None:
        """Look for another value that leaves the numbers of all these insiders alone."""
        for sign in (1, -1):
            if self.is_safe[question, insiders if len(insiders) else slice(None)].all():
                return
            change = self._other_value(question, sign, insiders)
            if change is not None:
                left_alone = np.flatnonzero(~self.knows[:, change != 0].any(axis=1))
                self.is_safe[np.ix_(np.flatnonzero(self.questions @ change), left_alone)] = True

    def _is_its_own(self, question: int, insider: int) -> bool:
        """Nothing needs to be printed for this insider to know the answer."""
        tried = (self._other_value(question, sign, np.array([insider]), since=self.printed) for sign in (1, -1))
        return not self.is_safe[question, insider] and all(change is None for change in tried)

    def _other_value(self, question: int, sign: int, insiders: np.ndarray, since: int = 0) -> np.ndarray | None:
        """The smallest change of the truth that makes this answer larger (or smaller), or nothing where there is none."""
        asked = sign * self.questions[[question]]
        rules = LinearConstraint(
            vstack([self.signed[since:], hstack([asked, -asked])]).tocsr(),
            np.append((self.rules.lb - self.base)[since:], 1), np.append((self.rules.ub - self.base)[since:], np.inf),
        )  # fmt: skip
        is_fixed = np.tile(self.knows[insiders].any(axis=0), 2)
        upper = np.where(is_fixed, 0, np.concatenate([np.full(len(self.truth), np.inf), self.truth]))
        size = 2 * len(self.truth)
        found = milp(np.ones(size), constraints=rules, integrality=np.ones(size), bounds=Bounds(0, upper))
        return None if found.x is None else np.round(found.x[: size // 2] - found.x[size // 2 :])

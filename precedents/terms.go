package precedents

import (
	"strconv"
	"strings"

	"seatwatch/credentials"
	"seatwatch/credentials/rules"
	"seatwatch/credentials/wording"
)

// classTerm is an outcome seen from the seat.
func classTerm(class Class) wording.Term {
	return wording.Term{Key: "class." + class.String(), English: class.Term().Label}
}

// challengeTerm is how a question came up.
func challengeTerm(challenge credentials.Challenge) wording.Term {
	return wording.TermOf("challenge", &credentials.Challenges, challenge)
}

// issueTerm is what a dispute turns on.
func issueTerm(issue Issue) wording.Term {
	return wording.Term{Key: "issue." + issue.String(), English: issue.Term().Label}
}

// rungTerm is how a claimant fared.
func rungTerm(rung int) wording.Term {
	return wording.Term{Key: "rung." + strconv.Itoa(rung), English: RungLabel(rung)}
}

// ruleClassTerm is how much the finding of a rule weighs.
func ruleClassTerm(class rules.Class) wording.Term {
	return wording.TermOf("rule_class", &rules.Classes, class)
}

// wordTerm is a word of the scale of probabilities.
func wordTerm(word string) wording.Term {
	return wording.Term{Key: "word." + strings.ReplaceAll(word, " ", "_"), English: word}
}

// ruleTerm is what a rule says, as a sentence.
func ruleTerm(rule rules.Rule) wording.Term {
	return wording.Term{Key: "rule." + rule.ID, English: rule.Says}
}

// lawTerm is the title of an entry of the digest.
func lawTerm(entry credentials.LawEntry) wording.Term {
	return wording.Term{Key: "law." + entry.Code, English: entry.Title}
}
